"""What Spark can not do is said without a word of the records."""

import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed here: make test-spark")

from isthmus.engines import spark_session
from isthmus.engines.spark_session import SparkUnusable, plainly, session
from tests.english import raises_saying, told


def test_without_java_the_message_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.delenv("PYSPARK_GATEWAY_PORT", raising=False)
    with raises_saying(SparkUnusable, "apt-get install default-jre-headless"):
        spark_session._require_java()


def test_what_spark_raises_is_not_quoted(tmp_path):
    spark = session(tmp_path)
    with pytest.raises(SparkUnusable) as refused, plainly():
        spark.sql("select cast('Marzipan' as int)").collect()
    assert "Marzipan" not in told(refused.value)
    assert "CAST_INVALID_INPUT" in told(refused.value)
    assert refused.value.__suppress_context__
    assert refused.value.__cause__ is None


def test_other_machines_need_a_folder_that_they_see(monkeypatch, tmp_path):
    from pyspark import SparkContext

    session(tmp_path)
    monkeypatch.delenv(spark_session.FOLDER, raising=False)
    monkeypatch.setattr(SparkContext._active_spark_context, "master", "spark://elsewhere:7077")
    with raises_saying(SparkUnusable, "ISTHMUS_SPARK_FOLDER"):
        session(tmp_path)

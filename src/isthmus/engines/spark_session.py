"""A session of Spark: on this machine unless told otherwise, with what Splink and our comparisons call by name."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import print_exception
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from isthmus.core.messages import Message, MessageError
from isthmus.engines.connection import similar, word_level

__all__ = ["SparkUnusable", "name_similarity", "plainly", "session"]

INSTALL = "pip install 'isthmus[link,spark]'"
MASTER, FOLDER, LOG = "ISTHMUS_SPARK_MASTER", "ISTHMUS_SPARK_FOLDER", "ISTHMUS_SPARK_LOG"
_CONFIGURED = ("PYSPARK_GATEWAY_PORT", "PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR", "SPARK_HOME")
_ON_THIS_MACHINE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods",  # a comparison is one long method
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
}


class SparkUnusable(MessageError):
    """Spark cannot start or could not finish; says so without a word of the records, and what to do."""


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what Spark raises within, which may quote records, into SparkUnusable, which does not."""
    try:
        yield
    except SparkUnusable:
        raise
    except Exception as failed:  # noqa: BLE001  whatever it is, what it says is Spark's, or of the records
        if log := os.environ.get(LOG):
            with Path(log).open("a", encoding="utf-8") as written:
                print_exception(failed, file=written)
        raise SparkUnusable(Message("engines.spark.failed", kind=_kind(failed), variable=LOG)) from None


def _kind(failed: BaseException) -> str:
    condition = getattr(failed, "getCondition", lambda: None)()
    return str(condition or type(failed).__name__)


def session(folder: Path) -> Any:  # noqa: ANN401  pyspark ships no types
    """Return the session of this process; `folder` takes what Spark sets down between its steps.

    Raises SparkUnusable where pyspark or Java is missing, or other machines could not see the folder.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  an extra of its own
    except ModuleNotFoundError:
        raise SparkUnusable(Message("engines.spark.no_pyspark", command=INSTALL)) from None
    with plainly():
        context = _context(folder)
        context.setCheckpointDir(str(folder))
        spark = SparkSession(context)
        spark.udf.register("name_similarity", _vectorised(name_similarity, "float"))
        spark.udf.register("word_level", _vectorised(word_levels_of, "byte"))
    return spark


def _context(folder: Path) -> Any:  # noqa: ANN401
    from pyspark import SparkContext  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    if SparkContext._active_spark_context is None:  # noqa: SLF001  getOrCreate would start one as it likes
        _require_java()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        configuration = _configuration(folder)
        with _log() as log:
            gateway = launch_gateway(configuration, {"stdout": log, "stderr": log})
        SparkContext(conf=configuration, gateway=gateway)
    context = SparkContext.getOrCreate()
    if not context.master.startswith("local") and not os.environ.get(FOLDER):
        raise SparkUnusable(Message("engines.spark.other_machines", master=context.master, variable=FOLDER))
    return context


def _configuration(folder: Path) -> Any:  # noqa: ANN401
    """Return what is asked of Spark: local[2] where neither the environment nor spark-submit names a master."""
    from pyspark import SparkConf  # noqa: PLC0415
    from splink.backends.spark import similarity_jar_location  # noqa: PLC0415

    asked = SparkConf().setAppName("isthmus link")
    asked.set("spark.jars", similarity_jar_location())
    asked.set("spark.sql.warehouse.dir", str(folder / "warehouse"))
    asked.set("spark.log.level", "WARN" if os.environ.get(LOG) else "OFF")
    master = os.environ.get(MASTER)
    if master:
        asked.setMaster(master)
    elif not any(os.environ.get(name) for name in _CONFIGURED):
        asked.setMaster("local[2]").setAll(list(_ON_THIS_MACHINE.items()))
    return asked


@contextmanager
def _log() -> Iterator[int]:
    """Yield where Spark may write what it meets: the file that was named, or nowhere."""
    log = os.open(os.environ.get(LOG) or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield log
    finally:
        os.close(log)


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if (
        "PYSPARK_GATEWAY_PORT" in os.environ or (Path(home) / "bin" / "java").is_file()
        if home
        else shutil.which("java")
    ):
        return
    raise SparkUnusable(Message("engines.spark.no_java"))


def name_similarity(left: pa.Array, right: pa.Array) -> pa.Array:
    """Return the learned similarity of each pair of names, a batch at a time; null where one of the two is."""
    if not len(left):
        return pa.array([], pa.float32())
    return pc.if_else(pc.and_(left.is_valid(), right.is_valid()), similar(left, right), None)


def word_levels_of(left: pa.Array, right: pa.Array) -> pa.Array:
    """Return how alike each pair of words is; null where one of the two is."""
    if not len(left):
        return pa.array([], pa.int8())
    return pc.if_else(pc.and_(left.is_valid(), right.is_valid()), word_level(left, right), None)


def _vectorised(function: Any, kind: str) -> Any:  # noqa: ANN401
    from pyspark.sql.functions import arrow_udf  # noqa: PLC0415

    return arrow_udf(function, kind)

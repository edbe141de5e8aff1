"""Where Spark is not installed, `--engine spark` says so, and what to do."""

import sys

from click.testing import CliRunner

from isthmus.cli import main


def test_the_command_names_the_extra(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\n1,Marzipan Nougat\n2,Marzipan Krokant\n3,Lakritz Nougat\n", encoding="utf-8")
    command = ["link", "roster", str(roster), "--out", str(tmp_path / "out"), "--engine", "spark"]
    ran = CliRunner().invoke(main, command)
    assert ran.exit_code == 1
    assert "pip install 'isthmus[link,spark]'" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Marzipan" not in ran.output

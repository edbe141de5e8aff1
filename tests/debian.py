"""Programs of Debian that tests check ours against: `make test` installs them when root, and names them when not."""

import shutil
import subprocess

__all__ = ["run"]


def run(program, *words, folder, stdin="", code=0):
    """Run a program of a Debian package of the same name; give what it printed."""
    found = shutil.which(program)
    assert found, f"This test needs Debian's package {program}: apt-get install {program}"
    command = [found, *map(str, words)]
    given = subprocess.run(command, cwd=folder, input=stdin.encode(), capture_output=True, check=False)
    assert given.returncode == code, (given.returncode, given.stdout, given.stderr)
    return given.stdout

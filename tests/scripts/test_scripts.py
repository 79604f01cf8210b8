"""The scripts that prepare a machine: they find what is there and say what is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from system_packages import POSTGRESQL, Program

ROOT = Path(__file__).parents[2]

needs_postgresql = pytest.mark.skipif(POSTGRESQL.find() is None, reason=POSTGRESQL.how_to_get())


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def _with_postgresql(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return _run(sys.executable, "scripts/with_postgresql.py", *command, **environment)


def test_a_python_that_is_too_old_or_missing_is_named_with_what_to_do() -> None:
    for wrong in ("/bin/false", "/no/such/python"):
        answer = _run("scripts/find_python", wrong)
        assert answer.returncode == 1
        assert "3.11" in answer.stderr
        assert answer.stdout == ""


def test_a_python_that_is_new_enough_is_taken() -> None:
    assert _run("scripts/find_python", sys.executable).stdout.strip() == sys.executable


def test_a_missing_program_is_named_with_how_to_get_it() -> None:
    program = Program("the tests of tests", ("no-such-program",), ("some-package",))
    assert program.find() is None
    assert program.how_to_get() == (
        "no-such-program is not here; the tests of tests need it (Debian: apt install some-package)"
    )


def test_a_program_outside_the_path_is_found_in_the_newest_of_its_folders(tmp_path: Path) -> None:
    for version in ("1", "2"):
        program = tmp_path / version / "a-program"
        program.parent.mkdir()
        program.touch(mode=0o755)
    found = Program("", ("a-program",), (), folders=(f"{tmp_path}/*",)).find()
    assert found == str(tmp_path / "2" / "a-program")


@needs_postgresql
@pytest.mark.postgresql
def test_a_command_runs_beside_a_database_and_its_exit_status_is_kept() -> None:
    program = (
        "import os, sys, psycopg\n"
        "url = os.environ['FOLKMOOT_TEST_DATABASE_URL']\n"
        "print(psycopg.connect(url).execute('select 6 * 7').fetchone()[0], url)\n"
        "sys.exit(7)\n"
    )
    answer = _with_postgresql("--", sys.executable, "-c", program)
    assert answer.returncode == 7, answer.stderr
    value, url = answer.stdout.split()
    assert value == "42"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


@pytest.mark.parametrize(("option", "status"), [("--optional", 0), ("--", 1)])
def test_where_there_is_no_postgresql_its_tests_can_be_passed_over(option: str, status: int) -> None:
    program = (
        "import sys; sys.path.insert(0, 'scripts')\n"
        "import with_postgresql as script, system_packages\n"
        "script.POSTGRESQL = system_packages.Program('the tests', ('no-such-initdb',), ('postgresql',))\n"
        f"sys.exit(script.main(['{option}', '--', 'false']))\n"
    )
    answer = _run(sys.executable, "-c", program)
    assert answer.returncode == status
    assert "apt install postgresql" in answer.stderr

"""`folkmoot threads --templates`: what a wiki's own templates are for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """\
== A ==
One. {{User:Ada/sig}} 12:00, 5 February 2023 (UTC)
:: Two. [[User:Bo|Bo]] 12:01, 5 February 2023 (UTC)
{{Back to the edge}} Three. [[User:Cy|Cy]] 12:02, 5 February 2023 (UTC)
"""


def folkmoot(table: Path, said: str) -> subprocess.CompletedProcess[str]:
    table.write_text(said, encoding="utf-8")
    command = [sys.executable, "-m", "folkmoot", "threads", "--json", "--templates", str(table), "-"]
    return subprocess.run(command, input=PAGE, capture_output=True, check=False, text=True)


def test_a_file_says_what_the_wikis_own_templates_are_for(tmp_path: Path):
    said = '{"outdent": ["Back to the edge"], "signatures": {"User:Ada/sig": "Ada Lovelace"}}'
    result = folkmoot(tmp_path / "templates.json", said)
    assert result.stderr == ""
    (topic,) = json.loads(result.stdout)
    (one,) = topic["replies"]
    assert one["author"] == "Ada Lovelace"
    assert [each["author"] for each in one["replies"][0]["replies"]] == ["Cy"]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("[]", "does not describe templates"),
        ("{", "is not JSON"),
        ('{"dances": ["Polka"]}', "no use of templates 'dances'"),
        ('{"outdent": "Polka"}', "a list of their names"),
        ('{"outdent": [1]}', "a list of their names"),
        ('{"signatures": ["Ada"]}', "the name of an account"),
    ],
)
def test_a_table_of_templates_that_is_none_is_refused(tmp_path: Path, said: str, complaint: str):
    result = folkmoot(tmp_path / "templates.json", said)
    assert (result.returncode, result.stdout) == (1, "")
    assert complaint in result.stderr

"""`folkmoot threads`, run as people run it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shared_data import SHARED, needs_shared

WIKITEXT = """\
== A bench ==
Shall we put a bench by the pond? [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)
: Yes, '''gladly'''. [[User:Bob|Bob]] ([[User talk:Bob|talk]]) 12:10, 5 February 2023 (UTC)
"""
HTML = """\
<html lang="fr"><body><h2 id="Banc">Banc</h2><p>Oui. <a href="/wiki/Utilisateur:Ada">Ada</a>
(<a href="/wiki/Discussion_utilisateur:Ada">discuter</a>) 5 février 2023 à 13:00 (CET)</p></body></html>
"""


def folkmoot(*arguments: str | Path, text: str | bytes = "", **environment: str) -> Any:
    given = text.encode() if isinstance(text, str) else text
    return subprocess.run(
        [sys.executable, "-m", "folkmoot", "threads", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "TZ": "UTC", "COLUMNS": "100", **environment},
    )


def printed(*arguments: str | Path, text: str | bytes = "", **environment: str) -> str:
    result = folkmoot(*arguments, text=text, **environment)
    assert result.returncode == 0, result.stderr.decode()
    assert result.stderr == b""
    return result.stdout.decode()


def refused(*arguments: str | Path, text: str | bytes = "", **environment: str) -> tuple[int, str]:
    result = folkmoot(*arguments, text=text, **environment)
    message = result.stderr.decode()
    assert result.stdout == b""
    assert message.startswith("folkmoot threads: ")
    assert message.count("\n") == 1, "one clear line"
    return result.returncode, message


def test_json_is_a_list_of_headings_with_their_replies():
    (topic,) = json.loads(printed("--json", "-", text=WIKITEXT))
    assert topic["text"] == "A bench"
    (question,) = topic["replies"]
    assert (question["author"], question["timestamp"], question["level"]) == (
        "Ada",
        "2023-02-05T12:00:00Z",
        1,
    )
    assert [(reply["author"], reply["level"]) for reply in question["replies"]] == [("Bob", 2)]


def test_away_from_a_terminal_json_is_what_one_gets():
    assert printed("-", text=WIKITEXT) == printed("--json", "-", text=WIKITEXT)


def test_the_tree_is_drawn_for_people():
    assert printed("--tree", "-", text=WIKITEXT) == (
        "A bench  2 comments, 2 people\n"
        "└─ Ada  2023-02-05 12:00  Shall we put a bench by the pond?\n"
        "   └─ Bob  2023-02-05 12:10  Yes, gladly.\n"
    )


def test_times_are_drawn_by_this_machines_clock():
    assert "Ada  2023-02-05 13:00  Shall" in printed("--tree", "-", text=WIKITEXT, TZ="Europe/Berlin")


def test_a_line_is_not_longer_than_the_terminal_is_wide():
    drawn = printed("--tree", "-", text=WIKITEXT.replace("by the pond", "by the pond " * 20), COLUMNS="60")
    assert "…" in drawn
    assert all(len(line) <= 60 for line in drawn.splitlines())


def test_nothing_that_a_terminal_would_act_on_is_drawn():
    hostile = WIKITEXT.replace("pond", "pond \x1b[31m\x9b2J\u202e").replace("A bench", "A \x07bench")
    drawn = printed("--tree", "-", text=hostile)
    assert not set(drawn) & set("\x1b\x9b\x07\u202e")


def test_json_has_no_control_characters_either_and_loses_none():
    hostile = WIKITEXT.replace("pond", "pond \x9b2J")
    text = printed("--json", "-", text=hostile)
    assert "\x9b" not in text
    assert "\x9b2J" in json.loads(text)[0]["replies"][0]["body"]


def test_the_table_has_a_row_for_each_comment():
    rows = list(csv.DictReader(io.StringIO(printed("--csv", "-", text=WIKITEXT), newline="")))
    assert [(row["topic"], row["author"], row["level"]) for row in rows] == [
        ("A bench", "Ada", "1"),
        ("A bench", "Bob", "2"),
    ]
    assert rows[1]["parent_id"] == rows[0]["id"]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(1)", "\uff1d1"])
def test_no_cell_of_the_table_is_a_formula(formula: str):
    text = WIKITEXT.replace("Shall we put", formula + " Shall we put")
    (row, _) = csv.DictReader(io.StringIO(printed("--csv", "-", text=text), newline=""))
    assert row["body"].startswith("'" + formula)


def test_the_form_and_language_and_clock_of_a_page_are_seen_from_it():
    (topic,) = json.loads(printed("-", text=HTML))
    assert topic["replies"][0]["timestamp"] == "2023-02-05T12:00:00Z"


def test_the_language_and_clock_may_be_said():
    text = HTML.replace(' lang="fr"', "")
    said = printed("--format", "html", "--lang", "FR", "--timezone", "Europe/Paris", "-", text=text)
    assert json.loads(said)[0]["replies"][0]["author"] == "Ada"


def test_text_copied_from_a_browser_is_read_too():
    copied = "A bench\n\nShall we? Ada (talk) 12:00, 5 February 2023 (UTC)Reply\n"
    assert json.loads(printed("-", text=copied))[0]["replies"][0]["author"] == "Ada"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    page = tmp_path / "page.wikitext"
    page.write_bytes(b"\xef\xbb\xbf" + WIKITEXT.encode())
    assert json.loads(printed(page))[0]["text"] == "A bench"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path):
    status, message = refused(tmp_path / "none.wikitext")
    assert status == 1
    assert "none.wikitext cannot be read: No such file" in message


def test_a_folder_without_pages_is_no_page(tmp_path: Path):
    status, message = refused(tmp_path)
    assert status == 1
    assert "is a folder without pages" in message


def test_all_pages_of_a_folder_are_read(tmp_path: Path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.wikitext").write_text(WIKITEXT, encoding="utf-8")
    (tmp_path / "inner" / "b.HTML").write_text(HTML, encoding="utf-8")
    (tmp_path / "notes.md").write_text("nothing", encoding="utf-8")
    said = json.loads(printed(str(tmp_path)))
    assert list(said) == [str(tmp_path / "a.wikitext"), str(tmp_path / "inner" / "b.HTML")]
    assert [topics[0]["text"] for topics in said.values()] == ["A bench", "Banc"]


def test_a_table_of_several_pages_says_which_page_a_comment_is_on(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.wikitext").write_text(WIKITEXT, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(printed("--csv", str(tmp_path)), newline="")))
    assert [Path(row["file"]).stem for row in rows] == ["a", "a", "b", "b"]


def test_a_page_that_cannot_be_read_does_not_keep_the_others_from_being_read(tmp_path: Path):
    good, bad = tmp_path / "a.wikitext", tmp_path / "b.wikitext"
    good.write_text(WIKITEXT, encoding="utf-8")
    bad.write_bytes(b"\x1f\x8bnot gzip")
    result = folkmoot("--json", bad, good, tmp_path / "none")
    assert result.returncode == 1
    assert list(json.loads(result.stdout)) == [str(good)]
    assert "b.wikitext is packed by gzip, and broken.\n" in result.stderr.decode()
    assert "none cannot be read: No such file" in result.stderr.decode()


def test_of_several_pages_some_may_have_no_conversation(tmp_path: Path):
    for name, text in (("a", WIKITEXT), ("b", "Nothing."), ("c", "")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert [len(topics) for topics in json.loads(printed(tmp_path)).values()] == [1, 0, 0]
    assert json.loads(printed("--show", "summary", tmp_path))[str(tmp_path / "c.txt")]["headings"] == []
    result = folkmoot(tmp_path / "b.txt", tmp_path / "c.txt")
    assert result.returncode == 3
    assert "None of the 2 files has" in result.stderr.decode()


def test_a_page_of_several_that_does_not_tell_what_is_asked_is_named(tmp_path: Path):
    for name, text in (("a.wiki", WIKITEXT), ("b.html", HTML)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = folkmoot("--show", "text", tmp_path)
    assert result.returncode == 1
    assert list(json.loads(result.stdout)) == [str(tmp_path / "b.html")]
    assert "a.wiki is not HTML" in result.stderr.decode()


def test_packed_pages_of_a_folder_and_of_a_pattern_are_read_once_each(tmp_path: Path):
    (tmp_path / "a.wiki.gz").write_bytes(gzip.compress(WIKITEXT.encode()))
    (tmp_path / "b.wiki").write_text(WIKITEXT, encoding="utf-8")
    (tmp_path / "c.gz").write_bytes(gzip.compress(WIKITEXT.encode()))
    both = [str(tmp_path / "a.wiki.gz"), str(tmp_path / "b.wiki")]
    assert list(json.loads(printed(tmp_path, *both))) == both
    assert list(json.loads(printed(tmp_path / "*.wiki*"))) == both


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path):
    (tmp_path / "[a].wiki").write_text(WIKITEXT, encoding="utf-8")
    assert json.loads(printed(tmp_path / "[a].wiki"))[0]["text"] == "A bench"


def test_json_lines_are_one_comment_each():
    records = [json.loads(line) for line in printed("--jsonl", "-", text=WIKITEXT).splitlines()]
    assert [(each["file"], each["author"], each["level"]) for each in records] == [
        ("-", "Ada", 1),
        ("-", "Bob", 2),
    ]
    assert records[1]["parent_id"] == records[0]["id"]
    assert records[0]["timestamp"] == "2023-02-05T12:00:00Z"
    assert records[0]["closed"] is False


def test_the_summary_tells_who_takes_part():
    said = json.loads(printed("--show", "summary", "-", text=WIKITEXT))
    assert said["newestOnPage"].startswith("c-Bob-")
    assert [person["username"] for person in said["headings"][0]["authors"]] == ["Ada", "Bob"]


def test_what_each_comment_says_is_told_of_html():
    said = json.loads(printed("--show", "text", "-", text=HTML))
    assert all(isinstance(text, str) for text in said.values())
    assert len(said) == len(json.loads(printed("--show", "html", "-", text=HTML)))


def test_what_only_html_tells_is_not_asked_of_wikitext(tmp_path: Path):
    status, message = refused("--show", "sources", "-", text=WIKITEXT)
    assert status == 1
    assert "is not HTML" in message


def test_a_parquet_file_holds_the_same_table(tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    table = tmp_path / "comments.parquet"
    assert printed("--parquet", str(table), "-", text=WIKITEXT) == ""
    rows = parquet.read_table(table).to_pylist()
    assert [(row["author"], row["level"], row["timestamp"].year) for row in rows] == [
        ("Ada", 1, 2023),
        ("Bob", 2, 2023),
    ]
    assert list(tmp_path.iterdir()) == [table]


def test_a_parquet_file_is_made_of_files_with_any_names(tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wiki")).write_text(WIKITEXT, encoding="utf-8")
    table = tmp_path / "comments.parquet"
    assert printed("--parquet", table, tmp_path) == ""
    assert {Path(row["file"]).name for row in parquet.read_table(table).to_pylist()} == {"caf\\udce9.wiki"}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("-", "cannot be printed"),
        ("none/x.parquet", "none/x.parquet cannot be written"),
        (".", "cannot be written"),
    ],
)
def test_a_parquet_file_that_cannot_be_written_is_refused(target: str, words: str):
    pytest.importorskip("pyarrow")
    status, message = refused("--parquet", target, "-", text=WIKITEXT)
    assert status == 1
    assert words in message


def test_without_pyarrow_it_is_said_how_to_get_it(tmp_path: Path):
    (tmp_path / "pyarrow.py").write_text("raise ImportError", encoding="utf-8")
    status, message = refused("--parquet", "x.parquet", "-", text=WIKITEXT, PYTHONPATH=str(tmp_path))
    assert status == 1
    assert "pip install 'folkmoot[tables]'" in message


@pytest.mark.parametrize(
    ("data", "author", "doubt"),
    [
        (WIKITEXT.encode("utf-16"), "Ada", ""),
        (b"\xfe\xff" + WIKITEXT.encode("utf-16-be"), "Ada", ""),
        (
            WIKITEXT.replace("Ada", "Zoë").encode("cp1252"),
            "Zoë",
            "not in UTF-8 (line 2); read as Windows-1252",
        ),
        (
            WIKITEXT.replace("Ada", "Zoë").encode() + b"\xc3",
            "Zoë",
            "(characters lost: 1, the first in line 4)",
        ),
        (WIKITEXT.encode() + b"caf\xc3", "Ada", "(characters lost: 1, the first in line 4)"),
        (WIKITEXT.replace("pond", "\0pond").encode(), "Ada", "it has NUL characters (1)"),
        (WIKITEXT.replace("\n", "\r\n").encode(), "Ada", ""),
        (WIKITEXT.replace("\n", "\r").encode(), "Ada", ""),
        (gzip.compress(WIKITEXT.encode()), "Ada", ""),
    ],
    ids=[
        "UTF-16",
        "UTF-16 BE",
        "Windows-1252",
        "damaged",
        "cut off",
        "NUL",
        "Windows lines",
        "Macintosh lines",
        "gzip",
    ],
)
def test_whatever_a_file_is_written_in_it_is_read_as_well_as_can_be(data: bytes, author: str, doubt: str):
    result = folkmoot("-", text=data)
    assert result.returncode == 0
    (topic,) = json.loads(result.stdout)
    assert [topic["text"], topic["replies"][0]["author"]] == ["A bench", author]
    assert doubt in result.stderr.decode()
    assert result.stderr.decode().count("\n") == bool(doubt), "one clear line, or none"


@pytest.mark.parametrize(
    ("charset", "encoding", "author"),
    [
        ("windows-1251", "windows-1251", "Анна"),
        ("Shift_JIS", "shift_jis", "花子"),
        ("no-such-thing", "cp1252", "Zoë"),
        ("rot13", "cp1252", "Zoë"),
        ("undefined", "cp1252", "Zoë"),
    ],
)
def test_a_page_in_the_encoding_that_it_names_is_read(charset: str, encoding: str, author: str):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    page = f'{head}<h2>T</h2><p>x <a href="/wiki/User:{author}">x</a> 12:00, 5 February 2023 (UTC)</p>'
    result = folkmoot("-", text=page.encode(encoding))
    assert json.loads(result.stdout)[0]["replies"][0]["author"] == author
    named = "Windows-1252" if encoding == "cp1252" else charset
    assert f"it is not in UTF-8 (line 1); read as {named}." in result.stderr.decode()


def test_a_binary_has_no_conversation():
    status, message = refused("-", text=bytes(range(256)) * 9)
    assert status == 3
    assert "NUL characters" in message


def test_a_packed_file_that_is_broken_is_refused():
    status, message = refused("-", text=gzip.compress(WIKITEXT.encode())[:-9])
    assert status == 1
    assert "packed by gzip, and broken" in message


def test_an_empty_file_has_no_conversation():
    status, message = refused("-", text=" \n")
    assert status == 3
    assert "standard input is empty" in message


def test_a_page_on_which_nobody_talks_is_told_from_one_that_cannot_be_read():
    status, message = refused("-", text="An article about ponds.")
    assert status == 3
    assert "neither a topic nor a signed comment" in message


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lang", "frr-nope"], "no language 'frr-nope'"),
        (["--lang", "frx"], "perhaps fr"),
        (["--timezone", "Mars/North"], "no time zone 'Mars/North'"),
        (["--timezone", "../etc"], "no time zone '../etc'"),
        (["--tree", "--json"], "not allowed with"),
        (["--format", "pdf"], "invalid choice"),
    ],
)
def test_an_argument_that_makes_no_sense_is_a_usage_error(arguments: list[str], words: str):
    result = folkmoot(*arguments, "-", text=WIKITEXT)
    assert result.returncode == 2
    assert words in result.stderr.decode()


@pytest.mark.parametrize(
    ("description", "words"),
    [("[1]", "does not describe a wiki"), ("{", "is not JSON"), ('{"a": 1}', "does not describe a wiki")],
)
def test_a_description_of_a_wiki_that_is_none_is_refused(tmp_path: Path, description: str, words: str):
    site = tmp_path / "site.json"
    site.write_text(description)
    status, message = refused("--site", site, "-", text=WIKITEXT)
    assert status == 1
    assert words in message


def test_a_reader_that_stops_early_is_no_error():
    command = f"{sys.executable} -m folkmoot threads - | head -c 1"
    text = WIKITEXT + WIKITEXT * 2000
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], input=text.encode(), capture_output=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, b"[", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize(
    ("redirection", "words"),
    [
        ("> /dev/full", "standard output cannot be written: No space"),
        (">&-", "no standard output to print to"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_line(redirection: str, words: str):
    result = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m folkmoot threads - {redirection}"],
        input=WIKITEXT.encode(),
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert words in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1


def test_the_help_tells_the_exit_statuses():
    text = printed("--help")
    assert "exit status:" in text
    assert "no conversation" in text


def test_starting_up_loads_nothing_of_the_site():
    """What costs time is importing; Django alone would take longer than all the rest."""
    code = (
        "import sys; from folkmoot.cli import main; main(['threads', '--json', '-']);"
        "print([name for name in ('django', 'selectolax', 'nh3', 'asyncio') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], input=WIKITEXT.encode(), capture_output=True, check=True
    )
    assert result.stdout.decode().splitlines()[-1] == "[]"


@needs_shared
def test_the_year_one_page_reads_as_its_readers_read_it():
    assert SHARED is not None
    folder = SHARED / "copied-pages"
    topics = json.loads(printed(folder / "year-one-update.txt"))
    assert outline(topics) == [
        "No people, no social, all tech?",
        "  Scann 2023-02-01T00:04:00Z",
        "    Joalpe 2023-02-01T16:07:00Z inferred",
        "    MIskander-WMF 2023-02-01T19:14:00Z inferred",
        "      Scann 2023-02-02T00:51:00Z inferred",
        "Good progress",
        "  Ganesha811 2023-02-05T12:00:00Z",
    ]
    drawn = printed("--tree", folder / "year-one-update.txt")
    assert drawn.startswith("Talk:Wikimedia Foundation/Chief Executive Officer/Updates/Year One Update\n")
    assert "Latest comment: 1 year ago by Ganesha811 in topic Good progress" in drawn


def outline(items: list[dict[str, Any]], depth: int = 0) -> list[str]:
    lines = []
    for item in items:
        signed = f"{item['author']} {item['timestamp']}" if item["type"] == "comment" else item["text"]
        lines.append("  " * depth + signed + (" inferred" if item.get("parentInferred") else ""))
        lines += outline(item["replies"], depth + 1)
    return lines


OUTDENT = """\
<div class="mw-parser-output"><h2 id="Bench">Bench</h2>
<p>A bench? <a href="/wiki/User:Ada">Ada</a> 12:00, 5 February 2023 (UTC)</p>
<dl><dd>Where? <a href="/wiki/User:Bob">Bob</a> 12:10, 5 February 2023 (UTC)</dd></dl>
<p>(outdent) By the pond. <a href="/wiki/User:Cat">Cat</a> 12:20, 5 February 2023 (UTC)</p></div>
"""


@pytest.mark.parametrize(
    ("described", "asked", "answers"),
    [
        (False, (), 1),
        (True, (), 2),
        (True, ("--reading", "people"), 1),
        (False, ("--reading", "discussiontools"), 2),
    ],
    ids=["people by default", "a described wiki", "people asked for", "DiscussionTools asked for"],
)
def test_a_page_of_a_described_wiki_is_read_as_that_wiki_shows_it(
    tmp_path: Path, described: bool, asked: tuple[str, ...], answers: int
):
    site = tmp_path / "site.json"
    general = {"lang": "en", "sitename": "Pond", "articlepath": "/wiki/$1", "timezone": "UTC"}
    site.write_text(json.dumps({"query": {"general": general}}), encoding="utf-8")
    wiki = ("--site", site) if described else ("--lang", "en")
    (topic,) = json.loads(printed("--json", *wiki, *asked, "-", text=OUTDENT))
    assert len(topic["replies"]) == answers

"""`folkmoot reply` and `folkmoot archive`: talk pages in files are changed, and nothing else is."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from folkmoot import cli
from folkmoot.changed_files import FileChanged, PageFile
from folkmoot.core.conversation import read
from folkmoot.core.errors import NotReadable
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
PAGE = (
    "== Pond ==\nIs it deep? [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 12:00, 5 February 2023 (UTC)\n\n"
    "== Lake ==\nIt is. [[User:Ben|Ben]] ([[User talk:Ben|talk]]) 12:00, 5 February 2024 (UTC)\n\n"
    "== Sea ==\nNobody has signed here.\n"
)
POND = "h-Pond-20230205120000"
ADA = "c-Ada-20230205120000-Pond"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "talk.wikitext"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    return cli.main([str(argument) for argument in arguments])


def _status(*arguments: str | Path) -> object:
    """The exit status, also where argparse leaves by itself."""
    try:
        return run(*arguments)
    except SystemExit as left:
        return left.code


def threads(path: Path) -> list[tuple[str, str, int]]:
    conversation = read(path.read_text(encoding="utf-8"), form="wikitext", site=SITE)
    return [
        (topic.text, one.author, one.level) for topic in conversation.all_topics() for one in topic.comments()
    ]


# -- reply -------------------------------------------------------------------------------------------


def test_an_answer_stands_below_what_it_answers_and_nothing_else_changes(page: Path) -> None:
    assert run("reply", page, "--to", ADA, "--as", "cem", "--text", "No.") == 0
    assert threads(page) == [("Pond", "Ada", 1), ("Pond", "Cem", 2), ("Lake", "Ben", 1)]
    lines = page.read_text(encoding="utf-8").split("\n")
    assert lines.pop(2).startswith(":No. [[User:Cem|Cem]]")
    assert "\n".join(lines) == PAGE


def test_a_comment_for_a_topic_is_read_from_standard_input(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Søren says\n\nso.\n".encode())))
    assert run("reply", page, "--to", POND, "--as", "Søren") == 0
    assert threads(page)[:2] == [("Pond", "Ada", 1), ("Pond", "Søren", 1)]


def test_a_trial_prints_what_would_be_written_and_writes_nothing(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reply", page, "--to", ADA, "--as", "Cem", "--text", "No.", "--dry-run") == 0
    assert ":No. [[User:Cem|Cem]]" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (
            ["--to", "c-Nobody", "--as", "Cem", "--text", "No."],
            1,
            "There is no comment or topic 'c-Nobody'",
        ),
        (["--to", ADA, "--as", "Cem", "--text", " "], 1, "Write something first."),
        (["--to", ADA, "--as", "Cem", "--text", "No.", "--lang", "qqx1"], 2, "no language"),
        (["--to", ADA, "--as", "[[", "--text", "No."], 2, "nobody can be called"),
    ],
)
def test_what_cannot_be_answered_is_refused_and_the_file_stays(
    page: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    assert _status("reply", page, *arguments) == status
    assert said in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_trial_names_the_line_that_the_answer_would_have(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reply", page, "--to", ADA, "--as", "Cem", "--text", "No.", "--dry-run") == 0
    assert capsys.readouterr().out.startswith(f"{page}, line 3:\n:No. [[User:Cem|Cem]]")


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch command")
def test_a_patch_makes_the_answer(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reply", page, "--to", ADA, "--as", "Cem", "--text", "No.", "--diff") == 0
    patch = capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == PAGE
    subprocess.run(["patch", "-s", page], input=patch, text=True, check=True, cwd=page.parent)
    assert threads(page) == [("Pond", "Ada", 1), ("Pond", "Cem", 2), ("Lake", "Ben", 1)]


def test_a_page_goes_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("reply", "-", "--to", ADA, "--as", "Cem", "--text", "No.") == 0
    lines = capsysbinary.readouterr().out.split(b"\r\n")
    assert lines.pop(2).startswith(b":No. [[User:Cem|Cem]]")
    assert b"\r\n".join(lines) == data


def test_the_page_and_the_words_cannot_both_come_from_standard_input() -> None:
    assert _status("reply", "-", "--to", ADA, "--as", "Cem") == 2


def test_many_answer_at_once_and_nothing_is_lost(page: Path) -> None:
    people = ["Cem", "Dan", "Eve", "Fay", "Gil", "Hal"]
    with ThreadPoolExecutor(len(people)) as pool:
        given = pool.map(lambda who: run("reply", page, "--to", ADA, "--as", who, "--text", "I."), people)
    assert set(given) == {0}
    assert sorted(who for _, who, level in threads(page) if level == 2) == people


def test_a_name_that_several_have_is_refused_with_their_ids(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = PAGE.split("\n")[1]
    page.write_text(f"{PAGE}\n== Twice ==\n{line}\n", encoding="utf-8")
    assert run("reply", page, "--to", "c-Ada-20230205120000", "--as", "Cem", "--text", "No.") == 1
    assert f"{ADA}, c-Ada-20230205120000-Twice" in capsys.readouterr().err
    assert run("reply", page, "--to", ADA, "--as", "Cem", "--text", "No.") == 0


@pytest.mark.parametrize("command", ["reply", "archive"])
def test_html_is_not_changed_and_the_refusal_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    html = tmp_path / "page.html"
    html.write_text("<!DOCTYPE html><html><body><h2>Pond</h2><p>Deep.</p></body></html>", encoding="utf-8")
    how = ["--to", ADA, "--as", "Cem", "--text", "No."]
    if command == "archive":
        how = ["--to", str(tmp_path / "archive"), "--topic", POND]
    assert run(command, html, *how) == 1
    assert "HTML; only wikitext can be changed" in capsys.readouterr().err


# -- archive -----------------------------------------------------------------------------------------


def test_a_topic_goes_to_a_file_that_was_not_there(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = page.with_name("archive.wikitext")
    assert run("archive", page, "--to", archive, "--topic", POND) == 0
    assert capsys.readouterr().out == "Pond\n"
    assert archive.read_text(encoding="utf-8") + page.read_text(encoding="utf-8") == PAGE
    assert threads(archive) == [("Pond", "Ada", 1)]


def test_old_topics_go_and_topics_without_comments_stay(page: Path) -> None:
    archive = page.with_name("archive.wikitext")
    archive.write_text("{{archive}}\n", encoding="utf-8")
    assert run("archive", page, "--to", archive, "--older-than", "100") == 0
    assert threads(archive) == [("Pond", "Ada", 1), ("Lake", "Ben", 1)]
    assert page.read_text(encoding="utf-8") == "== Sea ==\nNobody has signed here.\n"
    assert run("archive", page, "--to", archive, "--older-than", "999999") == 0


def test_a_trial_moves_nothing(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = page.with_name("archive.wikitext")
    assert run("archive", page, "--to", archive, "--older-than", "100", "--dry-run") == 0
    assert capsys.readouterr().out == "Pond\nLake\n"
    assert not archive.exists()
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_page_is_not_archived_to_itself(page: Path) -> None:
    link = page.with_name("link.wikitext")
    link.symlink_to(page)
    with pytest.raises(SystemExit):
        run("archive", page, "--to", link, "--topic", POND)
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_topic_that_is_not_there_is_refused(page: Path) -> None:
    assert run("archive", page, "--to", page.with_name("a"), "--topic", ADA) == 1
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_move_is_shown_as_a_patch_of_both_files(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = page.with_name("archive.wikitext")
    assert run("archive", page, "--to", archive, "--topic", POND, "--diff") == 0
    patch = capsys.readouterr().out
    assert "\n+== Pond ==\n" in patch
    assert "\n-== Pond ==\n" in patch
    assert not archive.exists()
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("old", [None, "{{archive}}\n"])
def test_a_move_that_cannot_end_is_taken_back(
    page: Path, monkeypatch: pytest.MonkeyPatch, old: str | None
) -> None:
    archive = page.with_name("archive.wikitext")
    if old is not None:
        archive.write_text(old, encoding="utf-8")
    put = PageFile._put

    def put_one(file: PageFile, data: bytes) -> None:
        if file.path == page.resolve():
            raise FileChanged("Somebody was here.")
        put(file, data)

    monkeypatch.setattr(PageFile, "_put", put_one)
    assert run("archive", page, "--to", archive, "--topic", POND) == 1
    assert page.read_text(encoding="utf-8") == PAGE
    assert (archive.read_text(encoding="utf-8") if archive.exists() else None) == old


# -- files -------------------------------------------------------------------------------------------


def test_a_file_keeps_its_line_ends_its_mark_and_its_mode(page: Path) -> None:
    data = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    page.write_bytes(data)
    page.chmod(0o640)
    assert run("reply", page, "--to", ADA, "--as", "Cem", "--text", "One.\n\nTwo.") == 0
    lines = page.read_bytes().split(b"\r\n")
    assert b"\r\n".join(lines[:2] + lines[4:]) == data
    assert stat.S_IMODE(page.stat().st_mode) == 0o640


def test_a_link_leads_to_the_changed_file_and_nothing_is_left_over(page: Path) -> None:
    link = page.with_name("link.wikitext")
    link.symlink_to(page)
    PageFile(str(link)).replace("New.\n")
    assert link.is_symlink()
    assert page.read_text(encoding="utf-8") == "New.\n"
    assert sorted(path.name for path in page.parent.iterdir()) == ["link.wikitext", "talk.wikitext"]


def test_what_somebody_else_has_written_meanwhile_is_not_overwritten(page: Path) -> None:
    file = PageFile(str(page))
    page.write_text("Somebody else was here.\n", encoding="utf-8")
    with pytest.raises(FileChanged):
        file.replace("Mine.\n")
    assert page.read_text(encoding="utf-8") == "Somebody else was here.\n"
    assert [path.name for path in page.parent.iterdir()] == ["talk.wikitext"]


def test_a_write_protected_file_is_refused(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.chmod(0o444)
    assert run("reply", page, "--to", ADA, "--as", "Cem", "--text", "No.") == 1
    assert "write-protected" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("name", ["-", "a\0b", "missing.wikitext", "."])
def test_what_is_no_file_cannot_be_changed(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotReadable):
        PageFile(str(tmp_path / name) if name != "-" and "\0" not in name else name)

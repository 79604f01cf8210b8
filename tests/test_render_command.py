"""``folkmoot render FILE``: HTML on standard output, one clear line and a status for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from folkmoot.cli import main


def test_it_prints_the_html_of_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.wikitext"
    page.write_text("Hello '''you'''", "utf-8")
    assert main(["render", str(page)]) == 0
    assert capsys.readouterr().out == "<p>Hello <b>you</b>\n</p>\n"


def test_it_knows_the_language_and_the_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.wikitext"
    page.write_text("{{NAMESPACE}} {{PAGENAME}} [[Benutzer:Ada]]", "utf-8")
    assert main(["render", "--lang", "de", "--title", "Diskussion:Wald", str(page)]) == 0
    out = capsys.readouterr().out
    assert "Diskussion Wald" in out
    assert "/wiki/Benutzer:Ada" in out


@pytest.mark.parametrize(
    ("content", "arguments", "status", "words"),
    [
        (b"\xff\xfea\x00", [], 1, "UTF-16"),
        (b"a\x00b", [], 1, "NUL"),
        (b"caf\xe9", [], 1, "UTF-8"),
        (b"  \n", [], 3, "empty"),
        (b"text", ["--title", "a[b"], 1, "title"),
    ],
)
def test_what_it_cannot_read_it_names(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    arguments: list[str],
    status: int,
    words: str,
) -> None:
    page = tmp_path / "page.wikitext"
    page.write_bytes(content)
    assert main(["render", *arguments, str(page)]) == status
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "/nowhere/page"]) == 1
    assert "/nowhere/page" in capsys.readouterr().err


def test_an_unknown_language_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.wikitext"
    page.write_text("x", "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["render", "--lang", "nonsense", str(page)])
    assert stopped.value.code == 2
    assert "nonsense" in capsys.readouterr().err


def test_a_variant_of_the_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.wikitext"
    page.write_text("Danas -{je}- lepo.", "utf-8")
    assert main(["render", "--lang", "sr", "--variant", "sr-Cyrl", str(page)]) == 0
    assert capsys.readouterr().out == "<p>Данас je лепо.\n</p>\n"
    with pytest.raises(SystemExit):
        main(["render", "--lang", "sr", "--variant", "zh-tw", str(page)])
    assert "zh-tw is no variant of the language sr" in capsys.readouterr().err


def test_it_reads_templates_and_modules_from_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wiki = tmp_path / "wiki"
    for name, text in {
        "Template/Sum.wikitext": "{{#invoke:Sum|add|{{{1}}}|2}}",
        "Module/Sum.lua": "return { add = function(frame) return frame.args[1] + frame.args[2] end }",
        "Help/Links/More.txt": "",
        "Start": "x",
    }.items():
        (wiki / name).parent.mkdir(parents=True, exist_ok=True)
        (wiki / name).write_text(text, "utf-8")
    page = tmp_path / "page.wikitext"
    page.write_text("{{Sum|3}} [[Help:Links/More]] [[Start]] [[End]]", "utf-8")
    assert main(["render", "--pages", str(wiki), str(page)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<p>5 ")
    assert out.count("redlink=1") == 1


def test_a_folder_of_pages_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.wikitext"
    page.write_text("x", "utf-8")
    assert main(["render", "--pages", str(tmp_path / "nowhere"), str(page)]) == 1
    assert "nowhere" in capsys.readouterr().err

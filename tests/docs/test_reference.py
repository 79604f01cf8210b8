"""The documents say what is true: every code, setting, option and name, no more and no less."""

from __future__ import annotations

import argparse
import doctest
import importlib
import inspect
import itertools
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import folkmoot
from folkmoot import cli
from folkmoot.core import errors
from folkmoot.core.conversation import Comment, Conversation, Form, Reading, Topic, read, tree
from folkmoot.core.conversation.from_text import INFERRED_AUTHOR
from folkmoot.core.conversation.outline import to_records
from folkmoot.core.conversation.threads import DIFFERENT_INDENTATION, DUPLICATE_ID, SKIPS_LEVEL
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.languages.timestamps import format_timestamp
from folkmoot.core.languages.timezones import AMBIGUOUS, WRONG_TIME
from folkmoot.core.site import SiteConfig

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def _table(document: str) -> list[list[str]]:
    """The rows of a document's tables, without the heads."""
    rows = [line for line in (REFERENCE / document).read_text().splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def _all_kinds(kind: type[errors.Refusal]) -> set[type[errors.Refusal]]:
    return {kind}.union(*(_all_kinds(further) for further in kind.__subclasses__()))


def test_every_refusal_is_documented_with_its_status() -> None:
    for module in pkgutil.walk_packages(folkmoot.__path__, "folkmoot."):
        importlib.import_module(module.name)
    refusals = {
        f"`{kind.code}` {kind.status} `{kind.__name__}`"
        for kind in _all_kinds(errors.Refusal)
        if kind.__module__.startswith("folkmoot.")
    }
    assert {" ".join(row[:3]) for row in _table("errors.md")} == refusals


def _settings_in_code() -> set[str]:
    reads = re.compile(r"""["'](FOLKMOOT_[A-Z_]+)["']""")
    return {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in reads.findall(path.read_text())
        if not name.startswith("FOLKMOOT_TEST_")
    }


def test_every_setting_is_documented() -> None:
    assert {row[0].strip("`") for row in _table("settings.md")} == _settings_in_code()


def _parser(subcommand: cli.Subcommand) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"folkmoot {subcommand.name}")
    importlib.import_module(subcommand.module).configure(parser)
    return parser


@pytest.mark.parametrize("subcommand", cli.SUBCOMMANDS, ids=lambda entry: entry.name)
def test_every_option_of_the_command_line_is_documented(subcommand: cli.Subcommand) -> None:
    document = (REFERENCE / "command-line.md").read_text()
    section = re.search(
        rf"^## folkmoot {subcommand.name}$(.*?)(?=^## |\Z)", document, re.MULTILINE | re.DOTALL
    )
    assert section, f"no section about folkmoot {subcommand.name}"
    offered = {
        option
        for action in _parser(subcommand)._actions
        for option in action.option_strings
        if option not in ("-h", "--help") and action.help != argparse.SUPPRESS
    }
    rows = re.findall(r"^\| (`-.*?) \|", section[1], re.MULTILINE)
    documented = {option for row in rows for option in re.findall(r"`(.*?)`", row)}
    assert documented == offered


def test_every_subcommand_is_documented_and_no_other() -> None:
    document = (REFERENCE / "command-line.md").read_text()
    documented = re.findall(r"^## folkmoot (\S+)$", document, re.MULTILINE)
    assert documented == [entry.name for entry in cli.SUBCOMMANDS]


def _fields_said(start: str, end: str) -> list[str]:
    """The names in the first column of the table between two words of the command line's reference."""
    part = (REFERENCE / "command-line.md").read_text().partition(start)[2].partition(end)[0]
    return [
        name
        for row in re.findall(r"^\| (`.*?`) \|", part, re.MULTILINE)
        for name in row.strip("`").split("`, `")
    ]


def test_every_field_of_what_is_printed_is_documented() -> None:
    moment = datetime(2023, 2, 5, 12, tzinfo=UTC)
    comment = Comment("i", "n", "A", moment, 1, "b", "a", ("w",), parent_inferred=True, closed=True)
    topic = Topic("i", "n", 2, "t", "a", replies=(comment,), closed=True)
    (heading,) = tree(Conversation((topic,)))
    fields = {*heading, *heading["replies"][0]}
    assert sorted(_fields_said("The **JSON**", "The **table**")) == sorted(fields)
    (record,) = to_records(Conversation((topic,)))
    assert sorted(_fields_said("The **table**", "## ")) == sorted(("file", *record))


def _documented_names() -> dict[str, list[str]]:
    """Module -> the names that the reference gives for it."""
    names: dict[str, list[str]] = {}
    module = ""
    for line in (REFERENCE / "public-python-names.md").read_text().splitlines():
        if heading := re.match(r"## `(folkmoot[\w.]*)`", line):
            module = heading[1]
            names[module] = []
        elif entry := re.match(r"\| `(\w+)", line):
            names[module].append(entry[1])
    return names


@pytest.mark.parametrize("module", _documented_names())
def test_every_public_name_is_documented_and_has_a_docstring(module: str) -> None:
    documented = _documented_names()[module]
    loaded = importlib.import_module(module)
    assert documented, module
    for name in documented:
        assert hasattr(loaded, name), f"{module}.{name}"
        value = getattr(loaded, name)
        described = inspect.getdoc(value) or not (inspect.isclass(value) or inspect.isfunction(value))
        assert described, f"{module}.{name} has no docstring"
    made_here = [name for name, value in vars(loaded).items() if getattr(value, "__module__", None) == module]
    public = getattr(loaded, "__all__", None) or [name for name in made_here if not name.startswith("_")]
    assert set(public) == set(documented)


def _anchors(markdown: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_the_documents_leads_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), target
        if anchor:
            assert anchor in _anchors(path.read_text()), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_document_can_be_found_from_the_readme(document: Path) -> None:
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        here = ahead.pop()
        if here in seen or here.suffix != ".md" or not here.exists():
            continue
        seen.add(here)
        links = re.findall(r"\]\(([^)\s#]+)", here.read_text())
        ahead += [(here.parent / link).resolve() for link in links if "://" not in link]
    assert document in seen


def _examples(language: str) -> list[tuple[Path, str]]:
    fence = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [(path, "".join(found)) for path in DOCUMENTS if (found := fence.findall(path.read_text()))]


@pytest.mark.parametrize(
    ("document", "examples"), _examples("pycon"), ids=lambda value: getattr(value, "stem", "")
)
def test_the_sessions_in_the_documents_go_as_they_say(document: Path, examples: str) -> None:
    session = doctest.DocTestParser().get_doctest(examples, {}, document.name, str(document), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(session, out=said.append)
    assert result.attempted
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize(
    ("document", "example"), _examples("python"), ids=lambda value: getattr(value, "stem", "")
)
def test_the_programs_in_the_documents_run(document: Path, example: str) -> None:
    exec(compile(example, str(document), "exec"), {})


@pytest.mark.parametrize(
    ("document", "session"), _examples("console"), ids=lambda value: getattr(value, "stem", "")
)
def test_the_commands_in_the_documents_print_what_they_say(
    document: Path, session: str, tmp_path: Path
) -> None:
    """Each ``$`` line is run, with the ``>`` lines that it reads; ``...`` stands for anything."""
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "TZ": "UTC",
        "COLUMNS": "100",
    }
    for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command = "\n".join(line.removeprefix("> ") for line in re.findall(r"\A.*|^> .*", step, re.MULTILINE))
        expected = "".join(line + "\n" for line in step.splitlines()[1:] if not line.startswith("> "))
        result = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        printed = result.stdout + result.stderr
        assert re.fullmatch(re.escape(expected).replace(r"\.\.\.", "(?s:.*)"), printed), printed


READ_AS: dict[str, tuple[Reading, ...]] = {
    "read": ("people", "discussiontools"),
    "people": ("people",),
    "discussiontools": ("discussiontools",),
}


def _read_examples() -> list[tuple[Form, str, str, str]]:
    """Pages of the explanation, each with what is said to be read from it, and by which of ``READ_AS``."""
    text = (ROOT / "docs" / "explanation" / "how-conversations-are-read.md").read_text()
    forms: dict[str, Form] = {"talk": "wikitext", "copied": "text"}
    examples: list[tuple[Form, str, str, str]] = []
    form, page = forms["talk"], ""
    for kind, content in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if kind in forms:
            form, page = forms[kind], content
        elif kind in READ_AS:
            examples.append((form, page, kind, content))
    return examples


def _signed(page: str, form: Form, site: SiteConfig) -> str:
    """The page with signatures, of one minute after the other, for ``~Name``."""
    minutes = itertools.count()

    def signature(name: re.Match[str]) -> str:
        now = datetime(2023, 2, 5, 12, next(minutes), tzinfo=UTC)
        if form == "text":
            return f"{name[1]} (talk) {format_timestamp(now, site)}"
        return write_signature(name[1], site, now=now)

    return re.sub(r"~(\w+)", signature, page)


@pytest.mark.parametrize(("form", "page", "kind", "said"), _read_examples())
def test_the_examples_are_read_as_the_explanation_says(form: Form, page: str, kind: str, said: str) -> None:
    site = SiteConfig.for_language("en")
    signed = _signed(page, form, site)
    for reading in READ_AS[kind]:
        conversation = read(signed, form=form, site=site, reading=reading)
        assert "".join(_outline(conversation.topics)) == said, reading


def test_every_warning_is_explained() -> None:
    text = (ROOT / "docs" / "explanation" / "how-conversations-are-read.md").read_text()
    explained = re.findall(r"^\| `(\w+ [^`]*)` \|", text, re.MULTILINE)
    warnings = (DIFFERENT_INDENTATION, SKIPS_LEVEL, DUPLICATE_ID, WRONG_TIME, AMBIGUOUS, INFERRED_AUTHOR)
    assert sorted(explained) == sorted(warnings)


def _outline(items: Iterable[Comment | Topic], depth: int = 0) -> Iterator[str]:
    for item in items:
        if isinstance(item, Comment):
            words = f"{item.author}: " + " / ".join(filter(None, map(str.strip, item.body.splitlines())))
        else:
            words = item.text or "(no heading)"
        yield f"{'  ' * depth}{words}{' (closed)' if item.closed else ''}\n"
        yield from _outline(item.replies, depth + 1)

"""Keep the interface's translations in step with its sources.

    scripts/translations.py update    take new strings into every catalog, drop those no longer used
    scripts/translations.py compile   write the .mo files that the site reads
    scripts/translations.py check     say what is not in step; exit status 1 if anything is

``update`` leaves new strings without a translation: open the ``django.po`` files it names, fill
in those whose language you know, then ``compile``; until somebody fills in the others, they are
shown in English. Both .po and .mo are committed, so that nobody needs a compiler to run
the site.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "folkmoot"
LOCALE = PACKAGE / "web" / "locale"
LANGUAGES = ("ar", "de", "es", "fr", "ja")  # the sources are in English
WIDTH = 100

# Babel counts Arabic's forms in an order of its own; this is the usual one (0, 1, 2, 3-10, 11-99, others).
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5);"
}

Arguments = tuple[int | tuple[int, str], ...] | None

# What marks a string in our sources, and which of its arguments are the string.
KEYWORDS: dict[str, Arguments] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

# The core has no translations of its own: what it refuses is translated when a site says it.
REFUSALS: dict[str, Arguments] = dict.fromkeys(
    (
        "BadSignature",
        "BadTitle",
        "CommentHasAnswers",
        "CommentNotFound",
        "Conflict",
        "EmptyComment",
        "TooLarge",
        "TopicNotFound",
    )
)


@dataclass(frozen=True, slots=True)
class Use:
    """A string that the sources ask to be translated."""

    msgid: str | tuple[str, ...]
    context: str | None
    place: str  # the file, from the root; no line, so that moving code changes no catalog
    comments: tuple[str, ...]


def uses() -> Iterator[Use]:
    """Every translatable string of the package, file by file."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".html"} and "seed" not in path.parts:
            yield from uses_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def uses_in(source: str, place: str) -> Iterator[Use]:
    """The translatable strings of one file: Python if its name says so, else a template."""
    if not place.endswith(".py"):
        # Django leaves the strings as calls of gettext, in Python but for the indentation.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    keywords = REFUSALS if place.startswith("src/folkmoot/core/") else KEYWORDS
    stream = io.BytesIO(source.encode())
    found = extract(
        "python", stream, keywords, ["Translators:"], {"encoding": "utf-8"}, strip_comment_tags=True
    )
    for _line, msgid, comments, context in found:
        if msgid and (not isinstance(msgid, tuple) or any(msgid)):
            yield Use(msgid, context, place, tuple(comments))


def template() -> Catalog:
    """A catalog of all strings in use, without translations."""
    catalog = Catalog(charset="utf-8")
    for use in uses():
        catalog.add(
            use.msgid,
            locations=[(use.place, None)],  # type: ignore[list-item]  # babel writes it without a line
            auto_comments=use.comments,
            context=use.context,
        )
    return catalog


def po_path(language: str) -> Path:
    """Where the catalog of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalog(language: str) -> Catalog:
    """The catalog of a language as it is committed; an empty one for a new language."""
    path = po_path(language)
    if not path.exists():
        return _new_catalog(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def _new_catalog(language: str) -> Catalog:
    catalog = Catalog(locale=Locale.parse(language), charset="utf-8")
    if language in PLURAL_FORMS:
        catalog.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return catalog


def updated(language: str) -> Catalog:
    """The catalog of a language with the strings in use: old translations kept, no guesses."""
    old = read_catalog(language)
    new = _new_catalog(language)
    for message in template():
        if message.id:
            kept = old.get(_singular(message), message.context)
            string = kept.string if kept is not None and kept.pluralizable == message.pluralizable else None
            new.add(
                message.id,
                string or None,
                locations=message.locations,
                auto_comments=message.auto_comments,
                user_comments=kept.user_comments if kept is not None else (),
                context=message.context,
            )
    return new


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def po_bytes(catalog: Catalog) -> bytes:
    """A catalog as it is committed: a header without dates, messages by file."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=WIDTH, omit_header=True, sort_by_file=True, include_lineno=False)
    return _header(catalog).encode() + stream.getvalue()


def _header(catalog: Catalog) -> str:
    return (
        f"# {catalog.locale.english_name if catalog.locale else ''} translation of Folkmoot.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )


class _Compiled(Catalog):
    """What is translated in a catalog, under a header that does not say when and with what it was made."""

    def __init__(self, source: Catalog) -> None:
        super().__init__(locale=source.locale, charset="utf-8")
        self._forms = source.plural_forms
        for message in source:
            if message.id and _is_complete(message):  # what is not is then shown in English
                self.add(message.id, message.string, context=message.context)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self._forms)]


def mo_bytes(language: str) -> bytes:
    """The compiled catalog of a language: the same bytes whenever it is made of the same messages."""
    stream = io.BytesIO()
    write_mo(stream, _Compiled(read_catalog(language)))
    return stream.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The strings of a catalog that have no translation, or not one for every plural form."""
    return [_singular(message) for message in catalog if message.id and not _is_complete(message)]


def _is_complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(strings) and not message.fuzzy


def update() -> int:
    """Take the strings in use into every catalog; say how many are to be translated."""
    for language in LANGUAGES:
        catalog = updated(language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalog))
        print(f"{path.relative_to(ROOT)}: {len(catalog)} strings, {len(untranslated(catalog))} to translate")
    return 0


def compile_all() -> int:
    """Write the compiled catalogs."""
    for language in LANGUAGES:
        po_path(language).with_suffix(".mo").write_bytes(mo_bytes(language))
    return 0


def _holds(catalog: Catalog, message: Message) -> bool:
    kept = catalog.get(_singular(message), message.context)
    return kept is not None and kept.pluralizable == message.pluralizable


def problems(language: str) -> list[str]:
    """What is not in step in one language, each in a sentence with its remedy.

    Strings that are no longer in use do no harm; the next ``update`` drops them.
    """
    path = po_path(language)
    place = path.relative_to(ROOT).as_posix()
    found = []
    catalog = read_catalog(language)
    if missing := [message for message in template() if message.id and not _holds(catalog, message)]:
        texts = ", ".join(repr(_singular(message)) for message in missing)
        found.append(f"{place} lacks {texts}: run scripts/translations.py update")
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(language):
        found.append(f"{place} is not compiled as it is now: run scripts/translations.py compile")
    return found


def check() -> int:
    """Print what is not in step."""
    found = [problem for language in LANGUAGES for problem in problems(language)]
    waiting = [
        f"{language}: {text!r}" for language in LANGUAGES for text in untranslated(read_catalog(language))
    ]
    print("\n".join(found) or "The translations are in step.")
    if waiting:
        print("Waiting to be translated:", *waiting, sep="\n  ")
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = {"update": update, "compile": compile_all, "check": check}
    parser.add_argument("command", choices=commands)
    return commands[parser.parse_args(arguments).command]()


if __name__ == "__main__":
    sys.exit(main())

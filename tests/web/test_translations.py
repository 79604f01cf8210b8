"""The interface speaks every language it offers: complete, compiled, and with its placeholders intact."""

from __future__ import annotations

import re
from collections import Counter
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages import Message
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from folkmoot.core.errors import BadTitle
from folkmoot.core.titles import parse_title
from folkmoot.web.shared.sites import wiki_site
from scripts import translations

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>")


def forms(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(form) for form in value]  # type: ignore[attr-defined]


def test_the_site_offers_the_languages_that_are_translated() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {"en", *translations.LANGUAGES}


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_catalog_holds_what_the_sources_ask_for_and_is_compiled(language: str) -> None:
    assert translations.problems(language) == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_language_is_offered_when_nearly_everything_is_said_in_it(language: str) -> None:
    catalog = translations.read_catalog(language)
    assert len(translations.untranslated(catalog)) <= len(catalog) * 0.03


def translated(language: str) -> list[Message]:
    catalog = translations.read_catalog(language)
    waiting = translations.untranslated(catalog)
    return [message for message in catalog if message.id and forms(message.id)[0] not in waiting]


def keeps_placeholders(message: Message) -> bool:
    asked = set(PLACEHOLDER.findall(" ".join(forms(message.id))))
    given = [set(PLACEHOLDER.findall(string)) for string in forms(message.string)]
    if not message.pluralizable:
        return given == [asked]
    # A form for exactly one or two may say the number in words; the last one serves any number.
    return all(some <= asked for some in given) and given[-1] == asked


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    assert [message.string for message in translated(language) if not keeps_placeholders(message)] == []


def keeps_markup(message: Message) -> bool:
    asked = Counter(TAG.findall(forms(message.id)[0]))
    return all(Counter(TAG.findall(string)) == asked for string in forms(message.string))


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_keep_the_markup(language: str) -> None:
    assert [message.string for message in translated(language) if not keeps_markup(message)] == []


def said_by_the_site(message: Message) -> list[str]:
    if message.pluralizable:
        singular, plural = message.id
        return [translation.ngettext(singular, plural, number) for number in range(120)]
    if message.context:
        return [translation.pgettext(message.context, message.id)]
    return [translation.gettext(message.id)]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_running_site_says_what_the_catalog_says(language: str) -> None:
    with translation.override(language):
        said = {str(message.id): set(said_by_the_site(message)) for message in translated(language)}
    assert said == {str(message.id): set(forms(message.string)) for message in translated(language)}


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "قبل ساعة"), (2, "قبل ساعتين"), (3, "قبل 3 ساعات"), (11, "قبل 11 ساعة"), (23, "قبل 23 ساعة")],
)
def test_arabic_counts_in_its_own_forms(number: int, said: str) -> None:
    with translation.override("ar"):
        form = translation.ngettext("%(number)d hour ago", "%(number)d hours ago", number)
        assert form % {"number": number} == said


# --- what is taken from the sources ----------------------------------------------------------------


def test_strings_are_found_in_templates_and_in_python() -> None:
    template = """{% load i18n %}
            <p title="{% translate 'One' %}">
        {% blocktranslate with a=b %}Two <b>{{ a }}</b>{% endblocktranslate %}
      {% blocktranslate count n=m %}{{ n }} duck{% plural %}{{ n }} ducks{% endblocktranslate %}
    {% translate 'Four' context 'pond' %}Not this."""
    python = "def f(n: int) -> str:\n    return _('Five') + ngettext('a swan', 'swans', n) + 'not this'\n"
    found = [*translations.uses_in(template, "x.html"), *translations.uses_in(python, "x.py")]
    assert [(use.msgid, use.context) for use in found] == [
        ("One", None),
        ("Two <b>%(a)s</b>", None),
        (("%(n)s duck", "%(n)s ducks"), None),
        ("Four", "pond"),
        ("Five", None),
        (("a swan", "swans"), None),
    ]


def test_the_core_is_asked_for_what_it_refuses() -> None:
    source = "raise BadTitle('No %(title)s.', values={'title': text}, reason='x')\n_('not this')"
    assert [use.msgid for use in translations.uses_in(source, "src/folkmoot/core/x.py")] == ["No %(title)s."]


def test_what_the_core_refuses_is_said_in_the_readers_language() -> None:
    with pytest.raises(BadTitle) as refused:
        parse_title("a [title]", wiki_site())
    with translation.override("fr"):
        assert refused.value.message == "Un titre ne peut pas contenir «\u00a0[\u00a0»."
    with translation.override("en"):
        assert refused.value.message == "A title cannot contain “[”."


def test_new_strings_come_in_and_unused_ones_go_without_losing_the_rest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LANGUAGES", ("ar",))

    def source(text: str) -> None:
        used = list(translations.uses_in(text, "x.py"))
        monkeypatch.setattr(translations, "uses", lambda: iter(used))

    source("_('Pond')\n_('Duck')")
    assert translations.main(["update"]) == 0
    assert translations.main(["check"]) == 1  # not compiled
    path = translations.po_path("ar")
    path.write_text(
        path.read_text(encoding="utf-8").replace('"Pond"\nmsgstr ""', '"Pond"\nmsgstr "بركة"'), "utf-8"
    )
    source("_('Pond')\nngettext('a swan', 'swans', n)")
    assert translations.main(["update"]) == 0
    kept = {str(message.id): message.string for message in translations.read_catalog("ar") if message.id}
    assert kept == {"Pond": "بركة", "('a swan', 'swans')": ("", "", "", "", "", "")}
    assert translations.main(["compile"]) == 0
    with path.with_suffix(".mo").open("rb") as stream:
        compiled = GNUTranslations(stream)
    assert compiled.gettext("Pond") == "بركة"
    assert compiled.ngettext("a swan", "swans", 5) == "swans"  # not translated yet, so not hidden either
    filled = path.read_text(encoding="utf-8")
    for number in range(6):
        filled = filled.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "بجع {number}"')
    path.write_text(filled, "utf-8")
    assert translations.main(["compile"]) == 0
    assert translations.main(["check"]) == 0
    source("_('Pond')")
    assert translations.main(["check"]) == 0  # what nobody says any more may wait for the next update
    source("_('Goose')")
    assert translations.main(["check"]) == 1


# --- nothing is left in one language ---------------------------------------------------------------

TEMPLATES = sorted((translations.PACKAGE / "web").rglob("templates/**/*.html"))
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
NAMES = {"HTML"}  # the same in every language
EXAMPLES = {"code", "kbd", "samp", "pre", "script", "style"}


class BareWords(HTMLParser):
    """Collects words that a person would see or hear and that no translation passed through."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SPOKEN and value and has_words(value)]
        if tag in EXAMPLES:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not self.within and has_words(data) and data.strip() not in NAMES:
            self.found.append(data.strip())


def has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None


def bare_words(source: str) -> list[str]:
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.DOTALL)
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{% block body_attributes %}.*?{% endblock %}", "", source)
    reader = BareWords()
    reader.feed(re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL))
    return reader.found


def test_bare_words_are_found() -> None:
    source = '<p title="Hello">{% translate "Yes" %} {{ name }} <b>No</b> <code>x = you</code></p>'
    assert bare_words(source) == ["Hello", "No"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_say_nothing_that_cannot_be_translated(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_a_template_is_shown_in_the_language_of_its_reader() -> None:
    with translation.override("fr"):
        assert Template("{% load i18n %}{% translate 'Reply' %}").render(Context()) == "Répondre"

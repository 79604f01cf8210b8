"""Calls of modules as the renderer sees them: somebody else runs the script, here a function of the test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, expand_before_save, render
from folkmoot.core.wikitext.scripting.conversation import Conversation, answer
from folkmoot.core.wikitext.scripting.model import Answer, Invocation, Outcome, Refused
from folkmoot.core.wikitext.scripting.safety import Strings

SITE = SiteConfig.for_language("en")
Script = Callable[[Invocation, Callable[..., Any]], Outcome | str]


class FakeScripts:
    """Runs a function of a test as if it were the module, and remembers what was opened and closed."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.opened: list[Mapping[str, Any]] = []
        self.closed = 0
        self._answer: Answer = lambda name, values: None

    def open(self, site: Mapping[str, Any], answer: Answer) -> FakeScripts:
        self.opened.append(site)
        self._answer = answer
        return self

    def invoke(self, call: Invocation) -> Outcome:
        def ask(name: str, *values: Any) -> Any:
            return self._answer(name, values)

        result = self.script(call, ask)
        return Outcome("text", result) if isinstance(result, str) else result

    def close(self) -> None:
        self.closed += 1


def html_of(script: Script, text: str = "{{#invoke:M|f}}", pages: Mapping[str, str] | None = None) -> str:
    known = {"Module:M": "", **(pages or {})}
    around = Surroundings(scripts=FakeScripts(script))
    html = render(text, site=SITE, title="Talk:Page", pages=known, around=around).html
    return html.strip().removeprefix("<p>").removesuffix("\n</p>")


def ask_in_page(name: str, *values: Any, text: str = "{{#invoke:M|f}}", **pages: str) -> Any:
    """What a script is told that asks one question; its frame is number 1."""
    answers: list[Any] = []

    def script(call: Invocation, ask: Callable[..., Any]) -> str:
        answers.append(ask(name, *values))
        return ""

    html_of(script, text, pages)
    return answers[0]


def test_a_script_gets_its_arguments_and_those_of_the_template_around_it() -> None:
    calls: list[Invocation] = []

    def script(call: Invocation, ask: Callable[..., Any]) -> str:
        calls.append(call)
        return f"{ask('argument', 1, '1')}+{ask('argument', 1, 'b')}+{ask('argument', 2, '1')}"

    pages = {"Template:T": "{{#invoke:M|f|{{lc:X}}| b = {{{1}}} |plain}}"}
    assert html_of(script, "{{T| outer }}", pages) == "x+outer+ outer "
    frame = calls[0].frame
    assert (calls[0].module, calls[0].function) == ("Module:M", "f")
    assert frame["title"] == "Module:M"
    assert frame["names"] == ["1", "2", "b"]
    assert frame["plain"] == {"2": "plain"}
    assert frame["lazy"] == ["1", "b"]
    assert frame["parent"]["title"] == "Template:T"
    assert frame["parent"]["plain"] == {"1": " outer "}


def test_markers_are_opaque_and_cannot_be_forged() -> None:
    def script(call: Invocation, ask: Callable[..., Any]) -> str:
        held = str(ask("argument", 1, "1"))
        assert "secret" not in held
        assert re.fullmatch("\x7f[^\x7f]*UNIQ--nowiki-[0-9A-F]{8}-QINU[^\x7f]*\x7f", held)
        other = held.replace("-00000001-", "-00000000-")
        return f"({held})({other})(\x7fn0\x7f)(\x7f)"

    text = "<nowiki>not given</nowiki> {{#invoke:M|f|<nowiki>''secret''</nowiki>}}"
    assert html_of(script, text) == "not given (''secret'')()(?n0?)(?)"


def test_no_question_turns_a_text_into_a_marker() -> None:
    def script(call: Invocation, ask: Callable[..., Any]) -> str:
        forged = "\x7fn0\x7f"
        answers = [ask("anchor", forged), ask("preprocess", 1, forged), ask("unstrip", forged)]
        answers += [ask("change_case", "en", "lc", forged), ask("call", 1, "lc", {"1": forged})]
        answers += [
            ask("child", 1, forged, {forged: forged})["plain"],
            ask("plural", "en", "1", {"1": forged}),
        ]
        return " ".join(str(answer) for answer in answers)

    html = html_of(script, "<nowiki>secret</nowiki>{{#invoke:M|f}}")
    assert html.count("secret") == 1
    assert "UNIQ" not in html


def test_marks_of_comments_reach_a_script_only_with_a_whole_comment() -> None:
    from folkmoot.core.wikitext import CommentMark, compose

    seen: list[str] = []

    def script(call: Invocation, ask: Callable[..., Any]) -> str:
        seen.extend(str(ask("argument", 1, name)) for name in ("1", "2"))
        return seen[1]

    text = "{{#invoke:M|f|yes|Hello. [[User:Ada|Ada]] 10:00}}"
    start, signature = text.index("Hello"), text.index("[[User")
    mark = CommentMark(0, start, signature, text.index("}}"), 0)
    composed = compose(
        text,
        site=SITE,
        title="Talk:Page",
        pages={"Module:M": ""},
        comments=[mark],
        around=Surroundings(scripts=FakeScripts(script)),
    )
    assert seen[0] == "yes"
    assert composed.html.count("data-fm-comment") == 2


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome("error", "Module:M:3: ''no'' <b>"), "Lua error in Module:M at line 3: ''no'' &lt;b&gt;."),
        (Outcome("error", "no place"), "Lua error: no place."),
        (Outcome("no function"), 'Script error: The function "f" does not exist.'),
        (Outcome("not a function"), 'Script error: "f" is not a function.'),
        (Outcome("no table", "string"), "The module returned a string value."),
        (Outcome("timeout"), "The time allocated for running scripts has expired."),
        (Outcome("memory"), "The amount of memory allowed for running scripts has been exceeded."),
        (Outcome("unavailable"), "Script error: Scripts do not run here."),
    ],
    ids=lambda value: value.kind if isinstance(value, Outcome) else "",
)  # fmt: skip
def test_what_goes_wrong_is_said_in_the_page(outcome: Outcome, words: str) -> None:
    html = html_of(lambda call, ask: outcome)
    assert html.startswith('<strong class="error"><span class="scribunto-error" id="mw-scribunto-error-0"')
    assert words in html


def test_a_trace_is_for_authors_and_is_no_markup() -> None:
    trace = "Module:M:1: in function 'a\"b'\nModule:M:2: in <\x7fn0\x7f[[x]]>"
    html = html_of(lambda call, ask: Outcome("error", "x", trace))
    assert "title=\"Module:M:1: in function 'a&quot;b' ← Module:M:2: in &lt;[[x]]&gt;\"" in html


def test_errors_are_counted_and_put_the_page_into_their_category() -> None:
    around = Surroundings(scripts=FakeScripts(lambda call, ask: Outcome("error", "x")))
    text = (
        "{{#invoke:M|f}} {{#invoke:M|f}} {{#iferror:{{#invoke:M|f}}|caught}} {{#invoke:M}} {{#invoke:No|f}}"
    )
    page = render(text, site=SITE, title="Talk:Page", pages={"Module:M": ""}, around=around)
    assert page.categories == ("Category:Pages with script errors",)
    assert [page.html.count(f'"mw-scribunto-error-{number}"') for number in range(5)] == [1, 1, 0, 1, 1]
    assert "caught" in page.html
    assert "Module:No" in page.templates


def test_a_rendering_without_the_scripts_of_a_moment_is_soon_made_again() -> None:
    for kind, seconds in (("unavailable", 15), ("timeout", 600)):
        around = Surroundings(scripts=FakeScripts(lambda call, ask, kind=kind: Outcome(kind)))  # type: ignore[misc]
        from folkmoot.core.wikitext import compose

        composed = compose("{{#invoke:M|f}}", site=SITE, title="P", pages={"Module:M": ""}, around=around)
        assert composed.expires_in == seconds


def test_without_anybody_who_runs_scripts_the_page_says_so() -> None:
    html = render("{{#invoke:M|f}}", site=SITE, title="Talk:Page", pages={"Module:M": ""}).html
    assert "Script error: Scripts do not run here." in html


def test_scripts_are_opened_once_for_a_page_and_closed_with_it() -> None:
    scripts = FakeScripts(lambda call, ask: "x")
    text = "{{#invoke:M|f}} {{#invoke:M|f}}"
    render(text, site=SITE, title="P", pages={"Module:M": ""}, around=Surroundings(scripts=scripts))
    render("no call", site=SITE, title="P", around=Surroundings(scripts=scripts))
    assert (len(scripts.opened), scripts.closed) == (1, 1)
    assert scripts.opened[0]["title"]["prefixed"] == "P"


def test_a_module_can_be_substituted() -> None:
    def saved(scripts: FakeScripts | None) -> str:
        return expand_before_save(
            "a {{subst:#invoke:M|f}} {{#invoke:M|f}}",
            site=SITE, signature="", signature_only_name="", timestamp="", pages={"Module:M": ""},
            around=Surroundings(scripts=scripts),
        )  # fmt: skip

    scripts = FakeScripts(lambda call, ask: "'''b'''")
    assert saved(scripts) == "a '''b''' {{#invoke:M|f}}"
    assert scripts.closed == 1
    assert scripts.opened[0]["saving"] is True
    assert saved(None) == "a {{subst:#invoke:M|f}} {{#invoke:M|f}}"


# -- what scripts can ask


def test_text_is_expanded_with_the_arguments_of_the_frame() -> None:
    text = "{{#invoke:M|f|one|k=two}}"
    assert ask_in_page("preprocess", 1, "{{{1}}} {{{k}}} {{{z|-}}} {{lc:A}}", text=text) == "one two - a"


def test_a_template_takes_texts_as_they_are() -> None:
    pages = {"Template:T": "({{{1}}}|{{{k}}})"}
    asked = ("template", 1, "T", {"1": "a=b|{{c}}", "k": " d "})
    assert ask_in_page(*asked, **pages) == "(a=b|{{c}}|d)"


def test_functions_and_tags_are_called_by_name() -> None:
    assert ask_in_page("call", 1, "#if", {"1": "x", "2": "yes", "3": "no"}) == "yes"
    assert ask_in_page("call", 1, "padleft:7", {"1": "3", "2": "0"}) == "007"
    assert ask_in_page("call", 1, "PAGENAME", {}) == "Page"
    assert ask_in_page("tag", 1, "nowiki", "''x''", {}).startswith("\x7f'\"`UNIQ--nowiki-")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("preprocess", 99, "x"), "invalid frame"),
        (("template", 1, "Nowhere", {}), "does not exist"),
        (("template", 1, "[[", {}), "invalid title"),
        (("call", 1, "#nothing", {"1": "x"}), "was not found"),
        (("no such question",), "does not know"),
        (("title", 5), "bad argument"),
        (("title",), "bad argument"),
        (("format_date", "en", "Y", "", False), "time is not known"),
        (("clock",), "time is not known"),
    ],
)
def test_what_cannot_be_answered_is_an_error_of_the_script(asked: Sequence[Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        ask_in_page(*asked)


def test_frames_are_bounded() -> None:
    def script(call: Invocation, ask: Callable[..., Any]) -> str:
        for _ in range(30_000):
            ask("child", 1, "T", {})
        return "never"

    with pytest.raises(Refused, match="too many frames"):
        html_of(script)


def test_only_pages_of_modules_are_modules() -> None:
    pages = {"Module:A": "return 1", "Template:A": "return 2"}
    assert [ask_in_page("source", name, **pages) for name in ("Module:A", "module:a", "Template:A", "A")] == [
        "return 1", "return 1", None, None,
    ]  # fmt: skip
    assert ask_in_page("content", "Template:A", **pages) == "return 2"


def test_facts_of_pages() -> None:
    pages = {"Old": "#REDIRECT [[New]]"}
    assert ask_in_page("page", "Old", **pages)["isRedirect"] is True
    assert ask_in_page("redirect", "Old", **pages)["prefixed"] == "New"
    assert ask_in_page("page", "New", **pages)["exists"] is False
    assert ask_in_page("page", "Talk:Page", **pages)["exists"] is True
    assert ask_in_page("make_title", 0, "Talk:X", "part", "")["namespace"] == 1
    assert ask_in_page("make_title", 10, "X", "", "")["prefixed"] == "Template:X"
    assert ask_in_page("address", "A b", "x=1") == "/wiki/A_b?x=1"


def test_nothing_in_what_a_script_sends_can_be_taken_for_a_marker() -> None:
    sent = ["\x7fn0\x7f", ["\x7fn0\x7f"], {"\x7fn0\x7f": {"a": ["\x7fn0\x7f"]}}]
    seen: list[Any] = []

    def note(conversation: Conversation, *values: Any) -> None:
        seen.extend(values)

    strings = Strings()
    conversation = Conversation(cast(Any, None), cast(Any, None), strings, cast(Any, None))
    answer({"note": note}, conversation, "note", sent)
    assert seen == ["?n0?", ["?n0?"], {"?n0?": {"a": ["?n0?"]}}]

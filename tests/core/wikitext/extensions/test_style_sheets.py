"""Style sheets that anybody may have written: what is left touches nothing but the text of pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.wikitext.sanitize.stylesheet import MAX_SIZE, safe_selector, safe_stylesheet

SCOPE = ".mw-parser-output"
PIECES = [*"{}()[]@:;,.#*>+~'\"\\/<!-= ab1%\n", "url(", "@media ", "html ", "</style>"]


def cleaned(css: str) -> str:
    return safe_stylesheet(css, SCOPE)[0]


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{color:red}", ".mw-parser-output .a{color:red}"),
        ("a,b > c {top:0;left:1px !important}", f"{SCOPE} a,{SCOPE} b > c{{top:0;left:1px!important}}"),
        ("a:hover::after{content:'x'}", f'{SCOPE} a:hover::after{{content:"x"}}'),
        ("a:not(.b){top:0}", f"{SCOPE} a:not(.b){{top:0}}"),
        ("html.night body .a{top:0}", f"html.night body {SCOPE} .a{{top:0}}"),
        ("@media (max-width:9em){a{top:0}}", f"@media (max-width:9em){{{SCOPE} a{{top:0}}}}"),
        ("@keyframes k{from{top:0}to{top:1px}}", "@keyframes k{from{top:0}\nto{top:1px}}"),
        ("a{width:calc(100% - (2em*3))}", f"{SCOPE} a{{width:calc(100% - (2em*3))}}"),
        ("a{color:var(--ink,#000)}", f"{SCOPE} a{{color:var(--ink,#000)}}"),
        (
            "@media screen and (width >= 9em){a{top:0}}",
            f"@media screen and (width >= 9em){{{SCOPE} a{{top:0}}}}",
        ),
        ("/* why */ a{ /* so */ top:0}", f"{SCOPE} a{{top:0}}"),
        # A space in a condition is no place for the scope: it would stand in the condition.
        ("html:not( a) b{top:0}", f"html:not( a) {SCOPE} b{{top:0}}"),
        ('html[title="a b"] b{top:0}', f'html[title="a b"] {SCOPE} b{{top:0}}'),
    ],
)
def test_what_styles_the_text_is_kept_within_the_scope(css: str, left: str) -> None:
    assert safe_stylesheet(css, SCOPE) == (left, True)


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(//evil.example/x)}",
        "a{background:URL('x')}",
        "a{background:u\\72l(x)}",
        "a{background:image-set('x' 1x)}",
        "a{background:src('x')}",
        "a{width:expression(alert(1))}",
        "a{behavior:x}",
        "a{-moz-binding:x}",
        "a{position:var(--none, fixed)}",
        "a{position:attr(data-x type(*))}",
        "~ footer{display:none}",
        "+ footer{display:none}",
        " > b{display:none}",
        "html ~ b, + c{display:none}",
        "a{position:fixed}",
        "a{position:FIXED}",
        "a{position:f\\69xed}",
        "a{position:sticky}",
        "a{--x:1}",
        "@import 'x';",
        "@import url(x);",
        "@font-face{font-family:x;src:local(x)}",
        "@namespace x 'y';",
        "@charset 'x';",
        "@page{margin:0}",
        "a:unknown{top:0}",
        "a:host(b){top:0}",
        "x|a{top:0}",
        "{top:0}",
        "}a{top:0}",
        "a{top:0",
        "</style><script>alert(1)</script>",
    ],
)
def test_what_loads_covers_or_is_not_known_is_left_out(css: str) -> None:
    text, is_whole = safe_stylesheet(css, SCOPE)
    assert not is_whole or css == "a{top:0"
    assert text in ("", f"{SCOPE} a{{top:0}}")


def test_a_string_cannot_end_the_style_element() -> None:
    assert (
        cleaned("a{content:'</style><img src=x>'}") == f'{SCOPE} a{{content:"\\3c /style>\\3c img src=x>"}}'
    )


def test_a_sheet_that_is_too_large_or_too_deep_is_left_out() -> None:
    assert safe_stylesheet("a{top:0}" * (MAX_SIZE // 8 + 1), SCOPE) == ("", False)
    assert safe_stylesheet("a{width:calc" + "(" * 50_000, SCOPE) == ("", False)


@given(st.lists(st.sampled_from(PIECES)))
def test_of_any_text_only_rules_within_the_scope_are_left(pieces: list[str]) -> None:
    text = cleaned("".join(pieces))
    assert "<" not in text
    assert "url(" not in re.sub(r"\"[^\"]*\"", "", text)
    for line in text.splitlines():
        assert line.startswith(("@", "from", "to", "}")) or SCOPE in line


@pytest.mark.parametrize(
    ("selector", "safe"),
    [
        (".a", ".a"),
        ("div.a > b", "div.a > b"),
        (" .a ", ".a"),
        ("[a='b']", '[a="b"]'),
        ("a{}", ""),
        ("a,b", ""),
        ("~ footer", ""),
        ("> a", ""),
        ("", ""),
        # What is left open would swallow the beginning of the sheet.
        ('[a="b', ""),
        (".a:not(.b", ".a:not(.b)"),
    ],
)
def test_a_wrapper_is_one_selector_with_all_its_ends(selector: str, safe: str) -> None:
    assert safe_selector(selector) == safe

"""How comments that stand one after another become threads."""

from __future__ import annotations

from folkmoot.web.talk.layout import Slot, fill_slots, nest_threads


def article(number: int, box: int = 0) -> str:
    return f'<article data-fm-comment="{number}" data-fm-box="{box}">words {number}</article>'


def shown(html: str, parents: list[int | None]) -> str:
    """The nesting in short: ``0(1 2(3))``."""

    def fill(slot: Slot) -> str:
        return {"open": f"{slot.number}@{slot.depth}", "start": "[", "end": "]"}.get(slot.kind, "")

    filled = fill_slots(nest_threads(html, parents), fill)
    for number in range(len(parents)):
        filled = filled.replace(f"words {number}</div>", "")
    return (
        filled.replace('<div class="replies">', "(")
        .replace("</div></article>", ")")
        .replace("</article>", "")
        .strip()
    )


def test_a_reply_stands_in_the_comment_it_answers() -> None:
    assert shown(article(0) + "\n" + article(1) + article(2), [None, 0, 1]) == "0@0\n(1@1(2@2))"


def test_siblings_stand_beside_each_other() -> None:
    assert shown("".join(map(article, range(4))), [None, 0, 0, None]) == "0@0(1@12@1)3@0"


def test_words_without_a_signature_end_the_nesting() -> None:
    assert shown(article(0) + "<p>unsigned</p>" + article(1), [None, 0]) == "0@0<p>unsigned</p>1@0"


def test_another_box_ends_the_nesting() -> None:
    assert shown(article(0, 0) + article(1, 1), [None, 0]) == "0@01@0"


def test_comments_in_running_markup_get_only_their_slots() -> None:
    start, end = (f'<span data-fm-comment="0" data-fm-{edge}=""></span>' for edge in ("start", "end"))
    html = f"<td>{start}x{end}</td>"
    assert shown(html, [None]) == "<td>[x]</td>"


def test_threads_nest_only_as_deep_as_browsers_can_follow() -> None:
    count = 1_000
    html = "".join(map(article, range(count)))
    laid_out = nest_threads(html, [None, *range(count - 1)])
    slots: list[Slot] = []

    def fill(slot: Slot) -> str:
        slots.append(slot)
        return ""

    filled = fill_slots(laid_out, fill)
    assert max(slot.depth for slot in slots) < 30
    assert sum(slot.nested for slot in slots if slot.kind == "open") < 30
    assert filled.count("words") == count
    assert filled.count('<div class="replies">') + filled.count("</article>") <= 2 * count


def test_a_heading_keeps_its_words_between_its_slots() -> None:
    html = '<div class="mw-heading mw-heading2"><h2 id="A" data-fm-heading="0">A <i>b</i></h2></div>\n'
    assert (
        fill_slots(nest_threads(html, []), lambda slot: f"<{slot.kind}>")
        == "<heading>A <i>b</i><heading-end>\n"
    )

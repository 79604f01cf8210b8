"""Pictures: never larger than asked for, of their own ratio; options in any order; nothing of them runs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title
from folkmoot.core.wikitext import CommentMark, FileFacts, Settings, Surroundings, compose, render
from folkmoot.core.wikitext.media.moments import fragment, play_time, second_of
from folkmoot.core.wikitext.media.options import parts_of, read_size
from folkmoot.core.wikitext.media.sizes import MAX_DRAWN, Box, fitted, height_at
from folkmoot.core.wikitext.run import Run
from folkmoot.core.wikitext.wall import clean

from .test_safety import hostile, nothing_runs

SITE = SiteConfig.for_language("en")
PICTURE = FileFacts("A.jpg", "/f/A.jpg", "image/jpeg", 1200, 800, copies="/c/A.jpg")
VIDEO = FileFacts("V.webm", "/f/V.webm", "video/webm", 640, 360, 60, copies="/c/V.webm")
FILES = {file.name: file for file in (PICTURE, VIDEO)}
lengths = st.integers(min_value=1, max_value=6000)


def shown(text: str, files: dict[str, FileFacts] = FILES, **more: object) -> str:
    around = Surroundings(files=files, settings=Settings(**more))  # type: ignore[arg-type]
    return render(text, site=SITE, title="Talk:Media", around=around).html.strip()


def image(html: str) -> dict[str, str | None]:
    found = LexborHTMLParser(html).css_first("img, video, audio")
    assert found is not None, html
    return found.attributes


@given(lengths, lengths, lengths, st.none() | lengths, st.booleans())
def test_a_size_is_within_its_box_and_keeps_the_ratio(
    width: int, height: int, box_width: int, box_height: int | None, drawn: bool
) -> None:
    size = fitted(width, height, Box(box_width, box_height), drawn=drawn)
    assert 1 <= size.width <= box_width
    assert size.height >= 1
    if box_height:
        assert size.height <= box_height
    # Both sides are whole numbers: half a pixel of either may be lost.
    assert abs(size.width * height - size.height * width) <= width + height
    assert size.copy_width <= (max(size.width, MAX_DRAWN) if drawn else width)


@given(lengths, lengths)
def test_a_drawing_is_not_copied_without_bounds(width: int, height: int) -> None:
    copy = fitted(width, height, Box(10**9), drawn=True).copy_width
    assert min(copy, height_at(width, height, copy)) <= MAX_DRAWN + 1


@pytest.mark.parametrize("frame", ["thumb", "frameless"])
@given(width=st.integers(min_value=1, max_value=5000))
def test_a_picture_in_a_frame_is_never_larger_than_it_is(frame: str, width: int) -> None:
    found = image(shown(f"[[File:A.jpg|{frame}|{width}px]]"))
    assert int(found["width"] or 0) == min(width, PICTURE.width)


def test_the_order_of_options_does_not_matter() -> None:
    options = ("thumb", "right", "200px", "alt=a", "link=B", "class=c")
    figures = {shown(f"[[File:A.jpg|{'|'.join(order)}|A caption]]") for order in permutations(options)}
    assert len(figures) == 1


@pytest.mark.parametrize(
    ("language", "written", "english"),
    [
        ("de", "[[Datei:A.jpg|mini|links|hochkant=0.5]]", "[[File:A.jpg|thumb|left|upright=0.5]]"),
        ("fr", "[[Fichier:A.jpg|vignette|droite]]", "[[File:A.jpg|thumb|right]]"),
        ("ja", "[[ファイル:A.jpg|サムネイル|120ピクセル]]", "[[File:A.jpg|thumb|120px]]"),
    ],
)
def test_every_language_has_its_own_words_beside_the_english_ones(
    language: str, written: str, english: str
) -> None:
    site, around = SiteConfig.for_language(language), Surroundings(files=FILES)
    own, other = (render(text, site=site, title="T", around=around).html for text in (written, english))
    assert own == other
    assert "<figcaption></figcaption>" in own


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("200", (200, 0)),
        ("x100", (0, 100)),
        ("200x100", (200, 100)),
        ("200px", (200, 0)),
        ("200 px", (200, 0)),
        ("-5", (0, 0)),
        ("a", (0, 0)),
        ("1" * 5000, (0, 0)),
        ("", (0, 0)),
        ("0x0", (0, 0)),
        ("２００", (0, 0)),
    ],
)
def test_sizes_are_read(written: str, size: tuple[int, int]) -> None:
    run = Run(site=SITE, title=Title(0, "T"), pages={})
    assert read_size(written, run) == size
    assert bool(run.categories) == written.endswith("px")


@pytest.mark.parametrize(
    ("written", "second"),
    [("12", 12), ("1:25", 85), ("1:02:03.5", 3723.5), ("-4", 0), ("1:2:3:4", None), ("x", None), ("", None)],
)
def test_moments_are_read(written: str, second: float | None) -> None:
    assert second_of(written) == second


def test_moments_are_written() -> None:
    assert play_time(3723.5) == "01:02:03.500"
    assert fragment({"end": 5.0}) == "#t=0,00:00:05"
    assert fragment({"start": 1.0, "end": 5.0}) == "#t=00:00:01,00:00:05"
    assert fragment({"thumbtime": 5.0}) == ""


def test_pipes_in_markup_of_variants_separate_nothing() -> None:
    assert parts_of("a|-{b|-{c|d}-}-|e") == ["a", "-{b|-{c|d}-}-", "e"]
    assert parts_of("}-|a") == ["}-", "a"]


def test_a_player_plays_from_and_to_where_it_is_told() -> None:
    html = shown("[[File:V.webm|start=0:10|end=2:00|thumbtime=5]]")
    assert 'src="/f/V.webm#t=00:00:10,00:00:59"' in html
    assert "/c/V.webm/640px-seek%3D5-V.webm.jpg" in html
    assert "mw:Error" in shown("[[File:V.webm|start=20|end=10]]")


@pytest.mark.parametrize("text", ["[[File:V.webm|thumb|upright=-1]]", "[[File:A.jpg|thumb|upright=-1]]"])
@pytest.mark.parametrize("width", [0, 640])
def test_what_has_no_size_is_a_link(text: str, width: int) -> None:
    files = {file.name: replace(file, width=width, height=width) for file in (PICTURE, VIDEO)}
    html = shown(text, files)
    assert "mw-broken-media" in html
    assert "-1" not in html


def test_a_video_of_which_no_size_is_known_is_a_link() -> None:
    html = shown(
        "[[File:V.webm]]<gallery>\nV.webm\n</gallery>", {"V.webm": replace(VIDEO, width=0, height=0)}
    )
    assert html.count("mw-broken-media") == 2
    assert "<video" not in html


def test_every_player_of_a_page_has_an_id_of_its_own() -> None:
    ids = re.findall(r'id="(mwe_player_\d+)"', shown("[[File:V.webm]] [[File:V.webm|thumb]]"))
    assert len(set(ids)) == 2


def test_a_file_on_the_list_of_bad_ones_is_shown_where_the_list_says() -> None:
    listed = "Some words\n* [[File:A.jpg]] except on [[Good]], [[Talk:Other]]\n* [[File:V.webm]]\n"
    around = Surroundings(files=FILES, message=lambda name, _: {"bad_image_list": listed}.get(name))
    for title, count in (("Bad", 0), ("Good", 1), ("Talk:Other", 1)):
        assert render("[[File:A.jpg]]", site=SITE, title=title, around=around).html.count("<img") == count
    html = render("<gallery>\nA.jpg\n</gallery>", site=SITE, title="Bad", around=around).html
    assert "mw-broken-media" in html


def test_redirects_of_files_are_followed() -> None:
    html = shown("[[File:Old.jpg|60px]] [[Media:Old.jpg]]", {"Old.jpg": PICTURE})
    assert html.count('href="/wiki/File:A.jpg"') == 1
    assert '<a href="/f/A.jpg" class="internal" title="A.jpg">Media:Old.jpg</a>' in html


def test_the_page_of_a_file_needs_nobody_to_write_it() -> None:
    html = shown("[[:File:A.jpg]] [[:File:No.jpg]]")
    assert '<a href="/wiki/File:A.jpg" title="File:A.jpg">' in html
    assert html.count('class="new"') == 1


def test_files_are_noted_and_missing_ones_give_a_category() -> None:
    around = Surroundings(files=FILES)
    text = "[[File:A.jpg]] [[Media:No.jpg]]\n<gallery>\nNone.jpg\n</gallery>"
    rendered = render(text, site=SITE, title="T", around=around)
    assert set(rendered.files) == {"A.jpg", "No.jpg", "None.jpg"}
    assert [name.partition(":")[2] for name in rendered.categories] == ["Pages with broken file links"]


def test_drawings_come_as_copies_or_as_themselves() -> None:
    drawing = FileFacts(
        "D.svg", "/f/D.svg", "image/svg+xml", 100, 50, copies="/c/D.svg", languages=("en", "de")
    )
    for language, before in (("de", "langde-"), ("en", ""), ("fr", "")):
        site, around = SiteConfig.for_language(language), Surroundings(files={"D.svg": drawing})
        html = render("[[File:D.svg|400px]]", site=site, title="T", around=around).html
        assert image(html)["src"] == f"/c/D.svg/{before}400px-D.svg.png"
    assert image(shown("[[File:D.svg|400px]]", {"D.svg": drawing}, svg_native=True))["src"] == "/f/D.svg"


def test_without_copies_the_file_itself_is_loaded() -> None:
    bare = FileFacts("B.png", "/f/B.png", "image/png", 300, 300)
    found = image(shown("[[File:B.png|60px]]", {"B.png": bare}))
    assert (found["src"], found["width"], "srcset" in found) == ("/f/B.png", "60", False)


@pytest.mark.parametrize(
    "text", ["[[File:A.jpg|{}]]", "<gallery {}>\nA.jpg|{}\n{}|x\n</gallery>", "[[File:{}|x]]"]
)
@given(inside=hostile)
@settings(max_examples=60, deadline=None)
def test_nothing_that_stands_in_a_file_runs(text: str, inside: str) -> None:
    html = shown(text.replace("{}", inside))
    assert nothing_runs(html)
    assert clean(html) == html


@pytest.mark.parametrize(
    "unit",
    ["[[File:A.jpg|", "[[File:A.jpg|[[b]] ", "[[File:A.jpg|[[File:A.jpg|x]] ", "[[File:A.jpg|-{|", "[[b]]"],
)
def test_files_that_end_nowhere_are_read_in_a_time_that_grows_with_the_text(unit: str) -> None:
    text = "[[File:A.jpg|thumb|" + unit * 2000
    assert shown(text).count("A.jpg") >= unit.count("A.jpg") * 2000


@pytest.mark.parametrize("before", ["[[File:A.jpg|thumb|a\n", "[[File:A.jpg|a [[B]]\n"])
def test_a_comment_in_a_caption_keeps_its_place(before: str) -> None:
    start, words, signature = len(before) + 2, "Well, ", "[[User:Ada]] 12:00"
    mark = CommentMark(len(before), start, start + len(words), start + len(words + signature), 0)
    composed = compose(
        f"{before}: {words}{signature}\n]]",
        site=SITE,
        title="Talk:T",
        pages={},
        comments=[mark],
        layout="threads",
        around=Surroundings(files=FILES),
    )
    assert "<img" in composed.html
    assert composed.html.count('data-fm-comment="0"') == 2

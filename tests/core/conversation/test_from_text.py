"""Talk pages copied out of a browser."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conversations import CASES, outline, read_case
from hypothesis import example, given
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from folkmoot.core.conversation import read
from folkmoot.core.conversation.forms import guess_form
from folkmoot.core.conversation.from_text import INFERRED_AUTHOR, find_in_text
from folkmoot.core.conversation.model import FoundComment, FoundHeading, PageFacts
from folkmoot.core.conversation.origins import guess_site
from folkmoot.core.languages import facts, known_languages
from folkmoot.core.languages.timestamps import format_timestamp
from folkmoot.core.site import SiteConfig

SITE = SiteConfig.for_language("en")
NOON = datetime(2023, 2, 5, 12, 0, tzinfo=UTC)
COPIED = sorted((CASES / "copied").glob("*.txt"))
REAL = sorted((SHARED / "copied-pages").glob("*.txt")) if SHARED else []
# Comments whose account the copied words do not tell, though the data counts them as told.
UNTOLD = {"محمد بوعلام عصامي"}
# A quotation with a signature in it cannot be told from a comment once its marks are lost.
QUOTES = {"dt_en_funny_signatures"}


@pytest.mark.parametrize("path", COPIED, ids=lambda path: path.stem)
def test_a_copied_page_reads_as_its_case_says(path: Path):
    case = read_case(path)
    assert outline(read(case.text, form="text", site=case.site)) == case.outline


@needs_shared
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_copied_pages_keep_their_topics_and_comments(path: Path):
    text = path.read_text(encoding="utf-8")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found, page = find_in_text(text, SiteConfig.for_language(expected["language"]))
    told = {item.text for item in found if isinstance(item, FoundHeading)}
    assert told == {topic["title"] for topic in expected["topics"]}
    assert page.title == expected["title"]
    wanted = {minute_and_topic(one["timestamp_utc"], one["topic"]) for one in expected["comments"]}
    read_ones = set(minutes_and_topics(found))
    if path.stem not in QUOTES:
        assert wanted == read_ones
    authors = authors_of(found)
    ends = {one.source.end for one in found if isinstance(one, FoundComment) and one.source}
    for one in expected["comments"]:
        key = minute_and_topic(one["timestamp_utc"], one["topic"])
        assert path.stem in QUOTES or one.get("end_offset", min(ends)) in ends, one
        if one["author_visible"] and one["author"] not in UNTOLD and key in authors:
            assert one["author"] in authors[key], one


@needs_shared
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_language_of_real_copied_pages_is_told(path: Path):
    text = path.read_text(encoding="utf-8")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert guess_form(text) == "text"
    assert guess_site(text, "text").language == expected["language"]


def minute_and_topic(timestamp: str, topic: str | None) -> tuple[str, str | None]:
    return timestamp[:16], topic


def minutes_and_topics(found):
    topic = None
    for item in found:
        if isinstance(item, FoundHeading):
            topic = item.text
        else:
            yield f"{item.timestamp:%Y-%m-%dT%H:%M}", topic


def authors_of(found) -> dict[tuple[str, str | None], set[str]]:
    authors: dict[tuple[str, str | None], set[str]] = {}
    comments = [item for item in found if isinstance(item, FoundComment)]
    for key, comment in zip(minutes_and_topics(found), comments, strict=True):
        authors.setdefault(key, set()).add(comment.author)
    return authors


@needs_shared
def test_the_year_one_update_reads_whole():
    assert SHARED is not None
    text = (SHARED / "copied-pages" / "year-one-update.txt").read_text(encoding="utf-8")
    conversation = read(text, form="text", site=SITE)
    first, second = conversation.topics
    assert (first.text, second.text) == ("No people, no social, all tech?", "Good progress")
    (scann,) = first.replies
    assert (scann.author, scann.timestamp.isoformat()) == ("Scann", "2023-02-01T00:04:00+00:00")
    assert scann.body.startswith("I was excited to read this Year One Update")
    assert scann.body.endswith("a whole different problem.")
    assert "[FN1]: Just to be clear" in scann.body
    joalpe, maryana = scann.replies
    assert (joalpe.author, maryana.author) == ("Joalpe", "MIskander-WMF")
    assert "\n  • that the budgetary adjustment" in joalpe.body
    assert joalpe.body.endswith("I hope this makes sense.")
    (again,) = maryana.replies
    assert (again.author, again.parent_inferred) == ("Scann", True)
    assert again.body.endswith("cheers,")
    assert [comment.author for comment in second.comments()] == ["Ganesha811"]
    assert conversation.page == PageFacts(
        title="Talk:Wikimedia Foundation/Chief Executive Officer/Updates/Year One Update",
        project="From Meta, a Wikimedia project coordination wiki",
        latest_comment="Latest comment: 1 year ago by Ganesha811 in topic Good progress",
        latest_author="Ganesha811",
        latest_topic="Good progress",
    )


def test_the_frame_of_a_page_is_no_part_of_its_conversation():
    case = read_case(CASES / "copied" / "whole_page_with_buttons.txt")
    conversation = read(case.text, form="text", site=case.site)
    assert conversation.page == PageFacts(
        title="Talk:The Pond",
        project="From Folkmoot, a village's own wiki",
        latest_comment="Latest comment: 2 days ago by Cem in topic Who digs?",
        latest_author="Cem",
        latest_topic="Who digs?",
    )
    assert all("Reply" not in comment.body for comment in conversation.comments())


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Fine. Ada (talk)", "Ada"),
        ("Fine --Ada", "Ada"),
        ("Fine — Ada B. Lovelace (talk · contribs)", "Ada B. Lovelace"),
        ("cheers, Ada (talk)", "Ada"),
        ("Fine. Mr. Vols (talk)", "Mr. Vols"),
        ("Fine. Trizek (WMF)", "Trizek (WMF)"),
        ("Fine. Trizek (WMF) (talk)", "Trizek (WMF)"),
        ("Fine. Galobtter (pingó mió)", "Galobtter"),
        ("Fine. ada ✉", "Ada"),
        ("Fine. Ada | talk", "Ada"),
        ("Fine. - Ada - 木刀 (talk)", "Ada"),
        ("Fine.___ADA MEDUSAtalk", "ADA MEDUSA"),
        ("Fine. User:Ada (talk)", "Ada"),
        ("Fine! 2001:db8::1 (talk)", "2001:DB8::1"),
        ("bare Ada", "Ada"),
        ("Fine. Greetings - Ada (talk)", "Ada"),
        ("Full report · Unsubscribe · Ada Brook (talk)", "Ada Brook"),
        ("Ran into it at the end.Ada (talk)", "Ada"),
        ("It never did...(Ada (talk)", "Ada"),
        ("What has changed?Ada Brook talk", "Ada Brook"),
        ("Fine. Regards «Ada»", "Ada"),
        ("Fine. Ada “Talk”", "Ada"),
        ("Fine –Ada\u2009‐Talk‐☖", "Ada"),
        ("Fine. ~2025-12345-6 (talk)", "~2025-12345-6"),
        ("as said before by 192.0.2.7", "192.0.2.7"),
        ("Fine. Trizek (WMF) (talk) Be bold!", "Trizek (WMF)"),
        ("Fine. Liz Read! Talk!", "Liz"),
        ("Fine. power~enwiki (π, ν)", "Power~enwiki"),
        ("Fine. Wugapodes [thɑk] [ˈkan.ˌʧɹɪbz]", "Wugapodes"),
        ("Fine. {{u|Ada Brook}} (they/their)｜Talk｜Contributions", "Ada Brook"),
        ("--А.Б. Пушкин (talk)", "А.Б. Пушкин"),
        ("MerciAda B", "MerciAda B"),
        ("CordialementAda", "Ada"),
        ("I found a source. –AdaDiscuss!", "Ada"),
        ("我同意这个看法，谢谢 小明（留言）", "小明"),
        ("我同意 Ada（留言）", "Ada"),
        ("(+)支持 Ada｜留言", "Ada"),
        ("賛成します--[山田]", "山田"),
        ("أوافق على ذلك Ada (نقاش)", "Ada"),
        ("धन्यवाद। राम (वार्ता)", "राम"),
        ("Read the full report · Unsubscribe · Ada Brook (WMDE)", "Ada Brook (WMDE)"),
        ("Done - Ada (talk)", "Ada"),
        ("Fine. Winged Blades of Godric (talk)", "Winged Blades of Godric"),
        ("Fine. Ludwig van Beethoven (talk)", "Ludwig van Beethoven"),
        ("Fine. --Best regards from all of us Ada (talk)", "Ada"),
        ("--م.ز ناجح ناجي حسن ابو الامير (نقاش)", "م.ز ناجح ناجي حسن ابو الامير"),
        ("| {{Portal:Pond}}}} AdaBrook (talk)", "AdaBrook"),
        ("Ada (talk) Please answer on my page. Thank you.", "Ada"),
        ("ok. * Ada * it has begun...", "Ada"),
        ("So --Ф±", "Ф"),
        ("MerciAda8 jambo !!!", "MerciAda8"),
    ],
)
def test_a_name_is_found_in_what_a_signature_shows(line, author):
    (comment,) = find_in_text(f"{line} 12:00, 5 February 2023 (UTC)", SITE)[0]
    assert comment.author == author


@pytest.mark.parametrize(
    ("line", "elsewhere", "author"),
    [
        ("Fine. W·a·d·a (talk)", "@Wada: yes.", "Wada"),
        ("Fine. Ten Pound Ada (talk)", "TenPoundAda, do you agree?", "TenPoundAda"),
        ("Fine. Ten Pound Ada (talk)", "@Ten: yes.", "Ten Pound Ada"),
        ("Is it? --AdalovelaceIs it teatime already?", "Adalovelace, see above.", "Adalovelace"),
        ("Done.thanksAdalovelace (talk)", "I am. --Adalovelace (talk) {}", "Adalovelace"),
        ("Done. DuncanHill (talk)", "Duncan, do you agree? Hill may.", "DuncanHill"),
        ("What now Zoë Brook (talk)", "I asked Zoë Brook.", "Zoë Brook"),
    ],
)
def test_what_a_page_calls_people_elsewhere_tells_the_account(line, elsewhere, author):
    date = "12:00, 5 February 2023 (UTC)"
    text = f"{line} {date}\n{elsewhere.format(date)}\nYes. Berta (talk) {date}\n"
    first = next(item for item in find_in_text(text, SITE)[0] if isinstance(item, FoundComment))
    assert first.author == author


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "— Preceding unsigned comment added by {} (talk • contribs) {}"),
        ("de", "(nicht signierter Beitrag von {} (Diskussion | Beiträge) {})"),
        ("fr", "— Le message qui précède, non signé, a été déposé par {} (discuter), le {}."),
        ("es", "— El comentario anterior sin firmar es obra de {} (disc. • contribs • bloq). {}"),
        ("nl", "– De voorgaande bijdrage werd geplaatst door {} (overleg · bijdragen) {}"),
        ("ru", "— Эта реплика добавлена участником {} (о · в) {}"),
        ("pl", "– Niepodpisany komentarz użytkownika {} (dyskusja) {}"),
        ("ja", "— 以上の署名の無いコメントは、{}（ノート・履歴）さんが {} に投稿したものです。"),
        ("zh", "—以上未簽名的留言由{}（對話｜貢獻）於{}加入。"),
        ("ko", "— 이 의견을 작성하였으나 서명을 남기지 않은 사용자는 {} (토론)이며, {}"),
        ("he", "– הערה חסרת חתימה של {} (שיחה) {}"),
        ("ar", "— التعليق السابق غير الموقع أضافه {} (نقاش • مساهمات) {}"),
        ("fa", "— پیام امضانشدهٔ قبلی را {} (بحث • مشارکت‌ها) نوشته‌است {}"),
        ("tr", "— İmzasız yazı {} (mesaj • katkılar) tarafından eklenmiştir. {}"),
    ],
)
@pytest.mark.parametrize("name", ["Ada Brook", "192.0.2.7", "2001:DB8::7", "Пётр Ильич"])
def test_a_note_on_an_unsigned_comment_names_its_author_and_is_no_part_of_it(language, note, name):
    site = SiteConfig.for_language(language)
    text = "Abc. " + note.format(name, format_timestamp(NOON, site))
    (comment,) = find_in_text(text, site)[0]
    assert (comment.author, comment.timestamp, comment.body) == (name, NOON, "Abc.")


@pytest.mark.parametrize(
    "line",
    ["", "The meeting began at", "it was ;)", "(see there)", "This was said, more or less, in the hall on"],
)
def test_a_date_in_a_sentence_signs_nothing(line):
    assert find_in_text(f"{line} 12:00, 5 February 2023 (UTC)", SITE)[0] == ()


@pytest.mark.parametrize("button", ["Reply", "[reply]", "\nReply"])
def test_where_comments_have_buttons_a_date_without_one_is_quoted(button):
    date = "12:00, 5 February 2023 (UTC)"
    said = f"Abc. Ada (talk) {date}{button}\n"
    text = said * 18 + f"On behalf of the Pond Team {date}\n" + said + f"Abc. Cem (talk) {date}\n"
    comments = [item for item in find_in_text(text, SITE)[0] if isinstance(item, FoundComment)]
    assert [comment.author for comment in comments] == ["Ada"] * 19 + ["Cem"]
    assert "Pond Team" in comments[18].body


@pytest.mark.parametrize(
    ("line", "author"),
    [("Works. Roxy, the dog. wooF", "WooF"), ("please notBerta", "Berta"), ("a.zed", "Zed")],
)
def test_what_has_a_button_is_a_comment_whoever_signed_it(line, author):
    (comment,) = find_in_text(f"{line} 12:00, 5 February 2023 (UTC)[reply]", SITE)[0]
    assert (comment.author, comment.warnings) == (author, (INFERRED_AUTHOR,))


@pytest.mark.parametrize(
    "end",
    [
        "Abc. — Preceding unsigned comment added by Ada (talk • contribs)",
        "Abc. Ada (talk)",
        "Abc.\nYour team\n5:21, 30 March 2020 (UTC)",
    ],
)
def test_a_heading_may_stand_below_what_is_signed_without_a_date(end):
    said = "Abc. Ada (talk) 12:00, 5 February 2023 (UTC)\n"
    text = f"{said}\nFirst\n\n{end}\n\nSecond\n\n{said}"
    headings = [item.text for item in find_in_text(text, SITE)[0] if isinstance(item, FoundHeading)]
    assert headings == ["First", "Second"]


def test_a_box_below_several_headings_is_none_itself():
    said = "Abc. Ada (talk) 12:00, 5 February 2023 (UTC)\n"
    box = "Tracked elsewhere\nTask {}\n\n"
    text = "".join(f"Topic {n}\n\n{box.format(n)}{said}" for n in range(3)) + box.format(3) + said
    headings = [item.text for item in find_in_text(text, SITE)[0] if isinstance(item, FoundHeading)]
    assert headings == ["Topic 0", "Topic 1", "Topic 2"]


def test_a_box_of_contents_is_told_by_its_numbers_under_any_title():
    said = "Abc. Ada (talk) 12:00, 5 February 2023 (UTC)\n"
    text = "Qvwz\n\n1 Pond\n1.1 Fish\n2 Path\n\nPond\n\nNobody signs.\n\nFish\n" + said + "Path\n" + said
    headings = [item for item in find_in_text(text, SITE)[0] if isinstance(item, FoundHeading)]
    assert [(item.text, item.level) for item in headings] == [("Pond", 2), ("Fish", 3), ("Path", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Pond[qx | zx]\n\nAbc. Ada (talk) 12:00, 5 February 2023 (UTC)Qvwz\n",
        "Abc. Ada (talk) 12:00, 5 February 2023 (UTC)[qvwz]\nAbc. Cem 12:00, 5 February 2023 (UTC)[qvwz]",
        "Abc. Ada (talk) 12:00, 5 February 2023 (UTC)\nQvwz\n" * 3,
    ],
)
def test_a_button_that_nobody_described_is_no_part_of_what_was_said(text):
    comments = [item for item in find_in_text(text, SITE)[0] if isinstance(item, FoundComment)]
    assert len(comments) == text.count("(UTC)")
    for comment in comments:
        assert comment.source
        assert comment.body == "Abc."
        assert text[: comment.source.end].endswith("(UTC)")


@pytest.mark.parametrize(
    "links",
    [
        *(
            "[edit]",
            "[edit source]",
            " [ edit | edit source ]",
            "[edit][subscribe]",
            "[subscribe]",
            "\n[edit]",
        ),
        *(
            "\nedit",
            "[bewerken | brontekst bewerken]",
            "[qx | xq]",
            "[edit]Subscribe",
            "[編集]",
            "[edit]\nSubscribe",
        ),
    ],
)
def test_a_heading_is_told_by_the_links_beside_it_and_has_none_of_them(links):
    text = f"Pond{links}\nAbc. Ada (talk) 12:00, 5 February 2023 (UTC)\nFrogs{links}\nAbc."
    found = find_in_text(text, SITE)[0]
    assert [item.text for item in found if isinstance(item, FoundHeading)] == ["Pond", "Frogs"]
    assert [item.body for item in found if isinstance(item, FoundComment)] == ["Abc."]


@pytest.mark.parametrize("language", known_languages())
def test_a_plain_signature_is_read_in_every_language(language):
    site = SiteConfig.for_language(language)
    talk = facts(language).messages["talkpagelinktext"]
    text = f"Abc.\n\nZoë ({talk}) {format_timestamp(NOON, site)}"
    (comment,) = find_in_text(text, site)[0]
    assert (comment.author, comment.timestamp, comment.body) == ("Zoë", NOON, "Abc.")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ka", "ეს გვერდი ბოლოს დარედაქტირდა: {}."),
        ("fr", "La dernière modification de cette page a été faite le {}."),
        ("yi", "דער בלאט איז לעצט געווארן רעדאקטירט {}."),
        ("en", "This page was last edited on {}."),
    ],
)
def test_the_foot_of_a_page_is_signed_by_nobody(language, line):
    site = SiteConfig.for_language(language)
    date = format_timestamp(NOON, site)
    found = find_in_text(f"Pond[edit]\n\nAbc. Ada (talk) {date}\n\n{line.format(date)}\n", site)[0]
    assert [item.author for item in found if isinstance(item, FoundComment)] == ["Ada"]


def test_a_name_that_only_its_place_shows_is_marked_as_inferred():
    text = "Keep per nom. Ada {0}\nKeep. Berta (talk) {0}\nKeep. --Cem {0}"
    found = find_in_text(text.format("12:00, 5 February 2023 (UTC)"), SITE)[0]
    assert [item.warnings for item in found] == [(INFERRED_AUTHOR,), (), ()]


PIECES = (
    *("Ada (talk) 12:00, 5 February 2023 (UTC)", "--Berta 12:01, 5 February 2023 (UTC)", "Reply", "[reply]"),
    *(
        "\n",
        "\n\n",
        "Pond[edit]",
        "[edit]",
        "Contents",
        "1 Pond",
        "  • ",
        "@Ada",
        "Talk:Pond",
        "Jump to content",
    ),
    *(
        "Add topic",
        "Latest comment: 1 day ago by Ada in topic Pond",
        "words, ",
        ". ",
        "┌──┘",
        "(",
        ")",
        "«",
        "\x00",
    ),
    *(
        "[edit | edit source]",
        "— Preceding unsigned comment added by ",
        "\u2028",
        "12:00, 5 February 2023 (UTC)",
        "Ada",
    ),
    *(
        "Latest comment: 2 days ago",
        "3 comments",
        "Subscribe",
        "(top)",
        "Toggle Pond subsection",
        "(talk) ",
        "｜",
    ),
)


@example("Pond[edit]\n12:00, 5 February 2023 (UTC)\n")
@example("x Ada (talk) 12:00, 5 February 2023 (UTC) said Cem\n12:00, 5 February 2023 (UTC)")
@example("— Preceding unsigned comment added by \u2028(talk) 12:00, 5 February 2023 (UTC)")
@example("Pond[edit]\nLatest comment: 2 days ago\n1 comment\nPond[edit]\nPond[edit]\n")
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join))
def test_any_text_reads_and_every_place_lies_in_it(text):
    found, _ = find_in_text(text, SITE)
    previous = 0
    comments = 0
    for item in found:
        if isinstance(item, FoundHeading):
            assert previous <= (item.start or 0) <= (item.end or 0) <= len(text)
            previous = item.end or 0
            continue
        place = item.source
        assert place is not None
        assert place.line_start <= place.start <= place.signature <= place.timestamp <= place.end <= len(text)
        assert previous <= place.start
        assert item.answers is None or item.answers < comments
        comments += 1
        previous = place.end


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "Ada (talk) 12:00, 5 February 2023 (UTC)" * 500,
            "((" * 20000,
            "a[edit]\n" * 3000,
            "[a]\n\n" * 3000,
        ),
        *("x" * 50000 + " 12:00, 5 February 2023 (UTC)", "Contents\n" * 5000, "1 a\n" * 5000, "@" * 20000),
    ],
    ids=lambda text: text[:10],
)
def test_hostile_repetition_reads_without_getting_lost(hostile):
    find_in_text(hostile, SITE)

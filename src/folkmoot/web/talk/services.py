"""What people do on talk pages: one function per act, the same for forms, commands and the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from folkmoot.core.conversation import edits
from folkmoot.core.conversation.model import Comment, Form, FoundComment, FoundHeading, Topic
from folkmoot.core.errors import (
    BadTitle,
    CommentNotFound,
    Conflict,
    EmptyComment,
    PageNotFound,
    Refusal,
    TooLarge,
    TopicNotFound,
)
from folkmoot.core.languages.signatures import write_signature
from folkmoot.core.site import SiteConfig
from folkmoot.core.titles import Title, is_talk, parse_title, prefixed, talk_of
from folkmoot.core.wikitext import expand_before_save
from folkmoot.web.pages.models import Page
from folkmoot.web.pages.permissions import require_edit
from folkmoot.web.pages.posting import claim_form
from folkmoot.web.pages.queries import load_revision_by_id, section_texts
from folkmoot.web.pages.sections import Replacement
from folkmoot.web.pages.services import LockedPage, SavedRevision, lock_page, refusal_if_too_large, save_page
from folkmoot.web.pages.surroundings import surroundings_of_new
from folkmoot.web.pages.templates_used import StoredPages
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import page_site, wiki_site
from folkmoot.web.shared.texts import clean_line, clean_text, is_blank
from folkmoot.web.talk.finding import find_comment, find_topic
from folkmoot.web.talk.importing import FormOrAuto, Understood, as_wikitext, understand
from folkmoot.web.talk.index import State, rebuild_index, update_index
from folkmoot.web.talk.models import CommentEntry, TopicEntry
from folkmoot.web.talk.reading import read_section
from folkmoot.web.talk.rows import section_places

HEADING_LIMIT = 255  # characters


@dataclass(frozen=True, slots=True)
class PostedReply:
    """A reply that stands on the page; ``repeated``: it was posted before by the same form."""

    title: Title
    comment_id: str
    revision_id: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class PostedTopic:
    """A topic that stands on the page, and the comment it begins with."""

    title: Title
    topic_id: str
    comment_id: str
    revision_id: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """A page that was brought from elsewhere, and how much was understood of it."""

    title: Title
    revision_id: int
    form: Form
    topics: int
    comments: int
    people: int
    repeated: bool = False


def post_reply(
    *, actor: Actor, title: Title | str, comment_id: str, body: str, token: str | None = None, now: datetime
) -> PostedReply:
    """Answer a comment, or a topic as a whole when ``comment_id`` is a topic's.

    The reply goes into the newest text, wherever the comment stands by now. The same form
    (``token``) posted twice posts once. Refuses with Forbidden, PageNotFound, CommentNotFound,
    TopicNotFound, EmptyComment, TooLarge, RateLimited, or Conflict where the markup leaves no
    place for an answer; then nothing is saved.
    """
    page_title = _talk_title(title)
    require_edit(actor, page_title)
    words = _words(body)
    with transaction.atomic():
        act = f"reply {page_title.namespace}:{page_title.key()}:{comment_id}"
        claim = claim_form(actor=actor, token=token, act=act, content=words, now=now)
        if claim.earlier is not None:
            return PostedReply(page_title, **_outcome(claim.earlier), repeated=True)
        with lock_page(page_title, now=now) as locked:
            posted = _reply(locked, actor, comment_id, words, now)
        claim.record({"comment_id": posted.comment_id, "revision_id": posted.revision_id})
        return posted


def post_topic(
    *,
    actor: Actor,
    title: Title | str,
    heading: str,
    body: str,
    token: str | None = None,
    now: datetime,
    language: str = "",
) -> PostedTopic:
    """Add a topic at the end of a talk page; the page is made when it is missing.

    ``language`` is that of a page that is made. Refuses as ``post_reply`` does.
    """
    page_title = _talk_title(title)
    require_edit(actor, page_title)
    words, title_words = _words(body), _heading(heading)
    with transaction.atomic():
        act = f"topic {page_title.namespace}:{page_title.key()}"
        claim = claim_form(actor=actor, token=token, act=act, content=f"{title_words}\n{words}", now=now)
        if claim.earlier is not None:
            return PostedTopic(page_title, **_outcome(claim.earlier), repeated=True)
        with lock_page(page_title, now=now, language=language) as locked:
            posted = _add_topic(locked, actor, title_words, words, now)
        claim.record(
            {
                "topic_id": posted.topic_id,
                "comment_id": posted.comment_id,
                "revision_id": posted.revision_id,
            }
        )
        return posted


def import_page(
    *,
    actor: Actor,
    text: str,
    title: Title | str | None = None,
    form: FormOrAuto = "auto",
    language: str = "",
    append: bool = False,
    token: str | None = None,
    now: datetime,
) -> ImportedPage:
    """Make a talk page of a page from elsewhere: wikitext, HTML, or text copied out of a browser.

    It becomes wikitext with its signatures as links, and reads as the same conversation.
    ``title`` is where it goes (the talk page, if it names another), by default what the text
    itself says. ``language`` is that of the text, "" for the wiki's own. A page that is there
    already is refused (Conflict) unless ``append``: then the topics go to its end. Refuses
    besides with Forbidden, BadTitle, NoConversation and TooLarge.
    """
    too_large = refusal_if_too_large(text)
    if too_large:
        raise too_large
    understood = understand(text, form=form, language=language)
    page_title = _title_of_import(title, understood)
    require_edit(actor, page_title)
    source = as_wikitext(text, form=understood.form, language=language).strip() + "\n"
    revision_id, repeated = _import_once(
        actor, page_title, source, text, language=language, append=append, token=token, now=now
    )
    return ImportedPage(
        title=page_title,
        revision_id=revision_id,
        form=understood.form,
        topics=understood.topics_count,
        comments=understood.comments,
        people=understood.people,
        repeated=repeated,
    )


def _import_once(
    actor: Actor,
    title: Title,
    source: str,
    text: str,
    *,
    language: str,
    append: bool,
    token: str | None,
    now: datetime,
) -> tuple[int, bool]:
    """The revision that the import made, and whether the same form had made it before.

    ``text`` is what was given, ``source`` the wikitext of it.
    """
    with transaction.atomic():
        act = f"import {title.namespace}:{title.key()}"
        claim = claim_form(actor=actor, token=token, act=act, content=text, now=now)
        if claim.earlier is not None:
            return _outcome(claim.earlier)["revision_id"], True
        with lock_page(title, now=now, language=language) as locked:
            saved = _save_import(locked, actor, source, append=append, now=now)
        claim.record({"revision_id": saved.revision_id})
        return saved.revision_id, False


def preview_source(
    *, actor: Actor, title: Title | str, body: str, heading: str = "", now: datetime, language: str = ""
) -> str:
    """The wikitext that a reply (or, with a heading, a topic) would add, signature included."""
    page_title = _title(title)
    site = page_site(language)
    words = _expanded(_words(body), page_title, site, actor, now)
    signature = signature_of(actor, site, now=now)
    source = edits.add_topic("", _heading(heading or "…"), words, signature, site).text
    return source if heading else source.partition("\n")[2]


def signature_of(actor: Actor, site: SiteConfig, *, now: datetime) -> str:
    """What the actor's four tildes become."""
    return write_signature(actor.name, site, now=now, nickname=actor.nickname)


# --- a reply -----------------------------------------------------------------------------------------


def _reply(locked: LockedPage, actor: Actor, item_id: str, words: str, now: datetime) -> PostedReply:
    if locked.revision is None:
        raise PageNotFound(_("This page is not there (any more)."), title=locked.title.text)
    site = page_site(locked.page.language)
    _require_index(locked, site)
    topic, comment = _answered(locked, item_id)
    place = _place(locked, topic)
    text = section_texts([topic.section_id])[topic.section_id]
    words = _expanded(words, locked.title, site, actor, now)
    signature = signature_of(actor, site, now=now)
    if comment is not None:
        edit = edits.reply(text, _as_comment(comment, text, site), words, signature, site)
    else:
        edit = edits.reply_to_topic(text, _as_topic(topic, text, site), words, signature, site)
    saved = save_page(
        actor=actor,
        title=locked.title,
        changed_section=(place, edit.text),
        summary=_summary(topic.text, site, reply=True),
        now=now,
        locked=locked,
    )
    return PostedReply(
        title=locked.title,
        comment_id=_new_comment_id(saved, saved.sections[place], edit, site),
        revision_id=saved.revision_id,
    )


def _require_index(locked: LockedPage, site: SiteConfig) -> None:
    """The index is kept by every save; only new rules (an upgrade, another language) leave it behind."""
    if locked.revision is not None:
        after = State(locked.revision.id, locked.revision.sections)
        update_index(page_id=locked.page.pk, after=after, site=site)


def _answered(locked: LockedPage, item_id: str) -> tuple[TopicEntry, CommentEntry | None]:
    """The topic that the reply goes into, and the comment that it answers if it answers one."""
    if item_id.startswith("h-"):
        topic = find_topic(locked.page.pk, item_id)
        if topic is None:
            raise TopicNotFound(_("That topic is no longer on the page."), topic_id=item_id)
        return topic, None
    comment = find_comment(locked.page.pk, item_id)
    if comment is None:
        message = _(
            "That comment is no longer on the page. You can answer the topic instead, or add a new one."
        )
        raise CommentNotFound(message, comment_id=item_id)
    return comment.topic, comment


def _place(locked: LockedPage, topic: TopicEntry) -> int:
    return section_places(locked.sections).index((topic.section_id, topic.occurrence))


def _as_comment(entry: CommentEntry, text: str, site: SiteConfig) -> Comment:
    """The comment with its place in its section's text."""
    comments = [item for item in read_section(text, site) if isinstance(item, FoundComment)]
    item = comments[entry.number + _comments_before(entry.topic)]
    return Comment(
        id=entry.item_id,
        name=entry.name,
        author=item.author,
        timestamp=item.timestamp,
        level=item.level,
        body=item.body,
        source=item.source,
    )


def _comments_before(topic: TopicEntry) -> int:
    """How many comments stand in the section before the topic's own: none, as a rule."""
    if not topic.number:
        return 0
    others = TopicEntry.objects.filter(
        page_id=topic.page_id,
        section_id=topic.section_id,
        occurrence=topic.occurrence,
        number__lt=topic.number,
    )
    return sum(others.values_list("comments", flat=True))


def _as_topic(entry: TopicEntry, text: str, site: SiteConfig) -> Topic:
    """The topic with its heading's place in its section's text."""
    headings = [item for item in read_section(text, site) if isinstance(item, FoundHeading)]
    own = entry.level > 0
    heading = headings[min(entry.number, len(headings) - 1)] if own and headings else None
    return Topic(
        id=entry.item_id,
        name=entry.name,
        level=entry.level or None,
        text=heading.text if heading else "",
        anchor=entry.anchor,
        placeholder=not own,
        start=heading.start if heading else None,
        end=heading.end if heading else None,
    )


def _new_comment_id(saved: SavedRevision, section_id: int, edit: edits.Edit, site: SiteConfig) -> str:
    """The id of what was inserted: that of the comment whose end it is, in the section as it is now."""
    comments = [item for item in read_section(edit.text, site) if isinstance(item, FoundComment)]
    end = edit.start + len(edit.inserted)
    number = sum(1 for item in comments if item.source and item.source.timestamp < end) - 1
    entries = CommentEntry.objects.filter(page_id=saved.page_id, topic__section_id=section_id)
    ids = list(
        entries.order_by("topic__occurrence", "topic__number", "number").values_list("item_id", flat=True)
    )
    return ids[number] if 0 <= number < len(ids) else ""


# --- a topic -----------------------------------------------------------------------------------------


def _add_topic(locked: LockedPage, actor: Actor, heading: str, words: str, now: datetime) -> PostedTopic:
    site = page_site(locked.page.language)
    words = _expanded(words, locked.title, site, actor, now)
    edit = edits.add_topic("", heading, words, signature_of(actor, site, now=now), site)
    # The blank line after it keeps the next topic apart without touching this one's section.
    end = len(locked.sections)
    saved = save_page(
        actor=actor,
        title=locked.title,
        changed_section=Replacement(end, end, f"{edit.text}\n\n"),
        summary=_summary(heading, site, reply=False),
        now=now,
        locked=locked,
    )
    return _posted_topic(saved)


def _posted_topic(saved: SavedRevision) -> PostedTopic:
    """What the index calls the topic at the end of the page, and the comment that signs it."""
    first = saved.sections[min(len(saved.previous_sections), len(saved.sections) - 1)]
    topics = TopicEntry.objects.filter(page_id=saved.page_id, section_id=first)
    topic = topics.order_by("-occurrence", "-number").first()
    comments = CommentEntry.objects.filter(page_id=saved.page_id, topic__section_id=saved.sections[-1])
    comment = comments.order_by("-topic__occurrence", "-topic__number", "-number").first()
    return PostedTopic(
        title=saved.title,
        topic_id=topic.item_id if topic else "",
        comment_id=comment.item_id if comment else "",
        revision_id=saved.revision_id,
    )


# --- an import ---------------------------------------------------------------------------------------


def _title_of_import(title: Title | str | None, understood: Understood) -> Title:
    wanted = title or understood.title
    if not wanted:
        raise BadTitle(_("The text does not say what its page is called. Please give a title."))
    parsed = _title(wanted)
    named = Title(parsed.namespace, parsed.text)
    return named if named.namespace < 0 else talk_of(named)


def _save_import(
    locked: LockedPage, actor: Actor, source: str, *, append: bool, now: datetime
) -> SavedRevision:
    end = len(locked.sections)
    if locked.revision is not None and not append:
        message = _("There is a page “%(title)s” already. Choose another title.")
        shown = prefixed(locked.title, wiki_site())
        raise Conflict(message % {"title": shown}, title=shown)
    with translation.override(page_site(locked.page.language).language):
        summary = _("Brought here from another site")
    return save_page(
        actor=actor,
        title=locked.title,
        changed_section=Replacement(end, end, source),
        summary=summary,
        now=now,
        locked=locked,
    )


# --- words -------------------------------------------------------------------------------------------


def _title(title: Title | str) -> Title:
    return parse_title(title, wiki_site()) if isinstance(title, str) else title


def _talk_title(title: Title | str) -> Title:
    parsed = _title(title)
    if not is_talk(parsed):
        raise Refusal(_("People talk on discussion pages. This page has one beside it: follow “Discussion”."))
    return Title(parsed.namespace, parsed.text)


def _words(body: str) -> str:
    """What was typed, when it is something and not too much."""
    too_large = refusal_if_too_large(body)
    if too_large:
        raise too_large
    words = clean_text(body).strip()
    if is_blank(words):
        raise EmptyComment(_("Write something first."))
    return words


def _heading(heading: str) -> str:
    words = clean_line(heading)
    if is_blank(words):
        raise EmptyComment(_("Give the topic a title."))
    if len(words) > HEADING_LIMIT:
        message = _("The title is too long: at most %(limit)d characters.")
        raise TooLarge(message % {"limit": HEADING_LIMIT}, limit=HEADING_LIMIT)
    return words


def _expanded(words: str, title: Title, site: SiteConfig, actor: Actor, now: datetime) -> str:
    """The words as they are saved; tildes stay, for only the finished comment is signed."""
    return expand_before_save(
        words,
        site=site,
        signature="~~~~",
        signature_only_name="~~~",
        timestamp="~~~~~",
        pages=StoredPages(site),
        title=prefixed(title, site),
        around=surroundings_of_new(actor, now=now),
    )


def _summary(heading: str, site: SiteConfig, *, reply: bool) -> str:
    with translation.override(site.language):
        words = _("Reply") if reply else _("New topic")
    return f"/* {heading} */ {words}"


def _outcome(earlier: Mapping[str, Any]) -> dict[str, Any]:
    return dict(earlier)


# --- the index -------------------------------------------------------------------------------------------


def rebuild_all() -> int:
    """Make the index of every talk page anew, each in a transaction of its own; how many there were."""
    pages = list(Page.objects.filter(namespace__gt=0, latest__isnull=False).values_list("pk", flat=True))
    return sum(_rebuild(page_id) for page_id in pages)


def _rebuild(page_id: int) -> bool:
    with transaction.atomic():
        page = Page.objects.select_for_update().filter(pk=page_id).first()
        revision = load_revision_by_id(page.latest_id) if page and page.latest_id else None
        if page is None or revision is None or not is_talk(revision.title):
            return False
        after = State(revision.id, revision.sections)
        rebuild_index(page_id=page.pk, after=after, site=page_site(page.language))
        return True

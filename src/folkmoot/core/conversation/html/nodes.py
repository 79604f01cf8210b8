"""Questions that DiscussionTools asks about single nodes of a page.

What separates comments, what is not seen, what cannot hold anything: the answers decide where a
comment begins and ends.
"""

from __future__ import annotations

from folkmoot.core.conversation.html.landmarks import Landmarks
from folkmoot.core.conversation.html.markup import COMMENT, HTML_SPACE, Markup

MAX_STEPS = 32  # how deep one node looks into what follows it, so that hostile pages cost no more

BLOCKS = frozenset(
    "div p table tbody thead tfoot caption th tr td ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hgroup article"
    " aside body nav section footer header figure figcaption fieldset details blockquote hr button"
    " canvas center col colgroup embed map object pre progress video".split()
)
BLOCK_TAGS = BLOCKS | {f"/{name}" for name in BLOCKS}
# Elements that hold no other elements, or whose inside is not shown.
LEAVES = frozenset(
    "area base br col embed hr img input link meta param source track wbr script style textarea title math"
    " svg noscript audio canvas iframe object video".split()
)
REPLY_BUTTONS = "ext-discussiontools-init-replylink-buttons"
PAGE_PROPERTIES = ("mw:PageProp/Category", "mw:PageProp/redirect", "mw:PageProp/Language")


class Nodes:
    """The nodes of some markup; each is meant by the number of its tag."""

    def __init__(self, markup: Markup, landmarks: Landmarks) -> None:
        self.markup = markup
        self.separating_classes = landmarks.separating_classes
        self.generated = landmarks.generated

    def first_leaf(self, position: int) -> tuple[int, int]:
        """The first thing worth reading after a position: where it starts, and the tag there or before."""
        markup = self.markup
        i = markup.after(position)
        last = len(markup.names) - 1
        if i <= last and markup.html[position : markup.starts[i]].strip(HTML_SPACE):
            return position, i - 1
        while i < last:
            if markup.names[i][:1] not in ("/", COMMENT):
                if self.is_separator(i) or self._is_transparent(i) or self._is_generated(i):
                    i = markup.partners[i]
                elif self._is_leaf(i):
                    return markup.starts[i], i
            if markup.texts[i + 1].strip(HTML_SPACE):
                return markup.ends[i], i
            i += 1
        return position, last

    def is_separator(self, i: int) -> bool:
        """Whether a line ends at this tag, as at a line break or a template that divides threads."""
        markup = self.markup
        name = markup.names[i]
        if name in ("br", "hr"):
            return True
        if self.separating_classes and name:
            words = markup.words(i if name[:1] != "/" else markup.partners[i], "class")
            if any(word in words for word in self.separating_classes):
                return True
        if name in ("link", "style"):
            return self._leads_to_separator(i)
        return name == "dl" and self._is_lone_term(i)

    def _leads_to_separator(self, i: int) -> bool:
        """Whether a style sheet (and more of them) stands immediately before a separator."""
        markup = self.markup
        for _ in range(MAX_STEPS):
            i = markup.partners[i] + 1
            if i >= len(markup.names) or markup.texts[i]:
                return False
            if markup.names[i] not in ("link", "style"):
                return markup.names[i][:1] != "/" and self.is_separator(i)
        return False

    def _is_lone_term(self, i: int) -> bool:
        """A list of one ``dt``: a line that begins with ``;``, used as a heading."""
        markup = self.markup
        if markup.texts[i + 1] or markup.names[i + 1] != "dt":
            return False
        end = markup.partners[i + 1]
        return end + 1 == markup.partners[i] and not markup.texts[end + 1]

    def _is_transparent(self, i: int) -> bool:
        """Whether nothing of this element is seen on the page."""
        markup = self.markup
        name = markup.names[i]
        if name == "meta":
            return True
        if name == "link":
            return any(word in PAGE_PROPERTIES for word in markup.words(i, "rel"))
        if name != "span" or "mw:Transclusion" not in markup.tags[i]:
            return False
        if "mw:Transclusion" not in markup.words(i, "typeof"):
            return False
        end = markup.partners[i]
        if end != i + 1 or markup.texts[i + 1].strip(HTML_SPACE):
            return False
        follower = end + 1  # an empty start of a template whose rest follows is seen
        same = not markup.texts[end + 1] and markup.names[follower][:1] not in ("/", COMMENT)
        return not same or markup.attribute(follower, "about") != markup.attribute(i, "about")

    def _is_generated(self, i: int) -> bool:
        """Whether DiscussionTools itself put this element on the page."""
        tag = self.markup.tags[i] if self.generated else ""
        return REPLY_BUTTONS in tag or " data-mw-comment-start=" in tag or " data-mw-comment-end=" in tag

    def _is_leaf(self, i: int) -> bool:
        """Whether the element cannot hold other elements, as a picture, or a link around one."""
        markup = self.markup
        for _ in range(MAX_STEPS):
            if markup.names[i] not in ("a", "span") or markup.texts[i + 1] or not markup.opens(i):
                break
            i += 1
            if markup.names[i] == COMMENT:
                return True
        return markup.names[i] in LEAVES

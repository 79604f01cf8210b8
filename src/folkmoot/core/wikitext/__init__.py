"""Wikitext: source in, safe HTML out; sections; what happens when a text is saved."""

from .before_save import clean_signature, expand_before_save
from .model import CommentMark, Composed, Heading, Layout, Link, Rendered, Section
from .pipeline import RENDERER_VERSION, compose, render
from .plain_text import expand_message, preload_text
from .section_text import extract_section, replace_section
from .sections import split_sections
from .settling import settle
from .slots import CommentHtml, CommentPart, anchors_of_page, finish, finish_all, unique_anchors
from .summaries import summary_html
from .surroundings import FileFacts, Limits, PageFacts, RevisionFacts, Settings, Surroundings

__all__ = [
    "RENDERER_VERSION",
    "CommentHtml",
    "CommentMark",
    "CommentPart",
    "Composed",
    "FileFacts",
    "Heading",
    "Layout",
    "Limits",
    "Link",
    "PageFacts",
    "Rendered",
    "RevisionFacts",
    "Section",
    "Settings",
    "Surroundings",
    "anchors_of_page",
    "clean_signature",
    "compose",
    "expand_before_save",
    "expand_message",
    "extract_section",
    "finish",
    "finish_all",
    "preload_text",
    "render",
    "replace_section",
    "settle",
    "split_sections",
    "summary_html",
    "unique_anchors",
]

"""Wikitext: source in, safe HTML out; sections; what happens when a text is saved."""

from .before_save import expand_before_save
from .model import CommentMark, Composed, Heading, Layout, Link, Rendered, Section
from .pipeline import RENDERER_VERSION, compose, render
from .sections import split_sections
from .slots import CommentHtml, CommentPart, finish, unique_anchors
from .surroundings import FileFacts, RevisionFacts, Settings, Surroundings

__all__ = [
    "RENDERER_VERSION",
    "CommentHtml",
    "CommentMark",
    "CommentPart",
    "Composed",
    "FileFacts",
    "Heading",
    "Layout",
    "Link",
    "Rendered",
    "RevisionFacts",
    "Section",
    "Settings",
    "Surroundings",
    "compose",
    "expand_before_save",
    "finish",
    "render",
    "split_sections",
    "unique_anchors",
]

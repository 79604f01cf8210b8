"""The labels that skins show: where they come from, and that they are known."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import condense_copied_labels
import pytest

from folkmoot.core.conversation.copied.labels import folded_labels, labels, names_project

LINES = (files("folkmoot.core.conversation.copied") / "labels.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("edit", "edit source"),
        ("edit", "Quelltext bearbeiten"),
        ("edit", "brontekst bewerken"),
        ("contents", "Spis treści"),
        ("contents", "目次"),
        ("contents button", "Verbergen"),
        ("jump", "Jump to content"),
        ("add topic", "Thema hinzufügen"),
    ],
)
def test_labels_of_many_languages_are_known(kind: str, label: str) -> None:
    assert label.casefold() in folded_labels(kind) | {one.casefold() for one in labels(kind)}


@pytest.mark.parametrize("line", ["From Folkmoot, a village's own wiki", "Aus Folkmoot", "Från Folkmoot"])
def test_the_line_that_says_where_one_is_is_known(line: str) -> None:
    assert names_project(line)


def test_a_sentence_is_not_the_name_of_a_project() -> None:
    assert not names_project("Who digs on Saturday?")


def test_the_file_is_sorted_and_says_who_shows_what() -> None:
    rows = [line.split("\t") for line in LINES]
    assert rows == sorted(rows, key=lambda row: row[:2])
    assert all(
        len(row) == 3 and row[1].strip() and len(row[1]) <= condense_copied_labels.LONGEST for row in rows
    )
    assert {row[0] for row in rows} == set(condense_copied_labels.KINDS)


def test_the_script_takes_short_plain_messages_and_joins_their_languages(tmp_path: Path) -> None:
    for code, messages in {
        "de": {"editsection": "Bearbeiten", "tagline": "Aus {{SITENAME}}", "toc": "<b>Inhalt</b>"},
        "de-ch": {"editsection": "Bearbeiten", "toc": "x" * 61},
        "fi": {"tagline": "{{GRAMMAR:elative|{{SITENAME}}}}", "toc": "Sisällys"},
        "qqq": {"editsection": "What it means"},
    }.items():
        path = tmp_path / "languages" / "i18n" / f"{code}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(messages), "utf-8")
    assert condense_copied_labels.condense(tmp_path) == [
        "contents\tSisällys\tfi\n",
        "edit\tBearbeiten\tde de-ch\n",
        "project\tAus $1\tde\n",
    ]

"""Pages as files: ``NAME.VARIANT.wikitext`` renders as ``NAME.VARIANT.html`` for a reader of this variant."""

from __future__ import annotations

from pathlib import Path

import pytest

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Surroundings, render
from folkmoot.core.wikitext.variants.languages import language_of

CASES = sorted((Path(__file__).parents[3] / "cases" / "variants").glob("*.wikitext"))
PAGES = {
    "Reka": "Page whose title is in Latin letters.",
    "河馬": "Page whose title is in traditional characters.",
    "Шаблон:Поздрав": "Здраво, {{{1}}}!",
    "Template:1x": "{{{1}}}",
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_page_reads_as_written_down(case: Path) -> None:
    variant = case.stem.rpartition(".")[2]
    site = SiteConfig.for_language(variant.partition("-")[0])
    around = Surroundings(variant=variant)
    rendered = render(case.read_text("utf-8"), site=site, title="Talk:Cases", pages=PAGES, around=around)
    assert rendered.html.strip() == case.with_suffix(".html").read_text("utf-8").strip()


def test_there_is_a_case_for_every_flag() -> None:
    text = "".join(case.read_text("utf-8") for case in CASES)
    assert all(f"-{{{flag}|" in text for flag in "ATRD-HN")


def test_cases_name_variants_that_there_are() -> None:
    for case in CASES:
        variant = case.stem.rpartition(".")[2]
        language = language_of(variant.partition("-")[0])
        assert language is not None
        assert variant in language.variants

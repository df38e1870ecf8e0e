"""Nothing that is not for an audience stands in any byte of its site; the table of fields is in ``canaries.py``."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from generator.data.units.people import Exemption
from tests.site.canaries import CANARIES, Canary
from tests.site.reading import Text, squeezed

SENTENCES = {
    "why this person": "没有规则不许",
    "who could serve instead": "也可以排，影响由小到大",
    "the ledger": "人均应值",
    "a notice of a change": "次变更的席位",
    "who is away": "近几天谁不在",
    "a change's reason": "发布以后的每一次变更",
    "when to be there": "（07:55 到岗，",
}
"""Words of sentences that only staff are told, by what they are about."""


@pytest.fixture(scope="session")
def public_squeezed(public_texts: list[Text]) -> list[Text]:
    return [(name, squeezed(html.unescape(text))) for name, text in public_texts]


@pytest.fixture(scope="session")
def staff_squeezed(staff_texts: list[Text]) -> list[Text]:
    return [(name, squeezed(html.unescape(text))) for name, text in staff_texts]


def holding(read: list[Text], words: tuple[str, ...]) -> list[str]:
    """The files in which one of the words stands."""
    wanted = [squeezed(word) for word in words]
    return [name for name, text in read if any(word in text for word in wanted)]


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.field)
def test_no_byte_of_the_public_site_holds_it(canary: Canary, public_squeezed: list[Text]) -> None:
    assert holding(public_squeezed, canary.words) == []


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.field)
def test_staff_find_what_is_theirs_and_nothing_else(canary: Canary, staff_squeezed: list[Text]) -> None:
    assert bool(holding(staff_squeezed, canary.words)) == canary.staff


@pytest.mark.parametrize("about", SENTENCES)
def test_a_sentence_for_staff_is_told_to_staff_alone(
    about: str, public_squeezed: list[Text], staff_squeezed: list[Text]
) -> None:
    assert holding(public_squeezed, (SENTENCES[about],)) == []
    assert holding(staff_squeezed, (SENTENCES[about],)) != []


def test_every_kind_of_file_is_read(public_texts: list[Text]) -> None:
    kinds = {Path(name).suffix for name, _ in public_texts}
    assert {".html", ".json", ".pdf", ".ics", ".xml", ".gz", ".atom", ".jsonld", ".txt", ".css", ".js", ".svg"} <= kinds


def test_the_category_of_an_exemption_is_in_no_json_or_calendar(
    public_texts: list[Text], staff_texts: list[Text]
) -> None:
    """The words themselves are common, articles of laws are called by them: they are looked for in what is of rosters."""
    said = Exemption.model_fields["category"].annotation
    categories = [f'"{category}"' for category in said.__args__]  # type: ignore[union-attr]
    for name, text in (*public_texts, *staff_texts):
        if name.endswith((".ics", ".json", ".csv")) and name.startswith("rosters/"):
            assert not [category for category in categories if category in text], name


def test_a_month_that_is_no_longer_public_is_one_page_that_says_so(public: Path, staff: Path) -> None:
    left = [p.relative_to(public).as_posix() for p in public.rglob("*") if "2026-07" in p.parts and p.is_file()]
    assert sorted(left) == [
        f"rosters/{unit}/2026-07/index.html" for unit in ("hall", "logistics", "social-security", "town")
    ]
    assert "已过公开期限" in (public / left[0]).read_text(encoding="utf-8")
    assert (staff / "rosters/hall/2026-07/duty-group.pdf").is_file()

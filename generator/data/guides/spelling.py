"""Hidden search words of a guide: its other names, and how its title is typed: pinyin and initials."""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin

from generator.data.guides.guide import Guide


def words(guide: Guide) -> str:
    """Give the words by which the search also finds a guide, each once."""
    named = [guide.title, *guide.also]
    spelled = [spelling(name, style) for name in named for style in (Style.NORMAL, Style.FIRST_LETTER)]
    events = [*guide.life_events, *guide.tags, guide.type]
    return " ".join(dict.fromkeys([*guide.also, *events, *filter(None, spelled)]))


def spelling(text: str, style: Style = Style.NORMAL) -> str:
    """Spell the Chinese of a text without what stands in brackets: 食品经营许可（新办） → shipinjingyingxuke."""
    bare = re.sub(r"（[^）]*）", "", text)
    return "".join(lazy_pinyin(bare, style=style, errors=lambda rest: re.sub(r"\W", "", rest).lower()))


def syllables(text: str) -> str:
    """Spell the Chinese of a text syllable by syllable, outside brackets: 税务登记 → shui wu deng ji."""
    bare = re.sub(r"（[^）]*）", "", text)
    spelled = lazy_pinyin(bare, errors=lambda rest: re.sub(r"\W", "", rest).lower())
    return " ".join(filter(None, spelled))

"""The index of the search, from what the theme's plugin gathers."""

from __future__ import annotations

import json

import pytest

from generator.data.site.terms import Term, Terms
from generator.errors import Refused
from generator.render.machines.searching import script, text

SECTIONS = [
    {"location": "guides/id-card/", "title": "身份证（换领）", "text": "<p>本人&amp;到场</p>"},
    {"location": "guides/id-card/#fee", "title": "收费标准", "text": "<ul><li>20 元</li></ul>"},
    {"location": "", "title": "首页", "text": ""},
]
HEADS = {"guides/id-card/": {"description": "14号窗口", "search": {"names": ["二代证"], "boost": 0.5}}}


def index(terms: Terms) -> dict[str, object]:
    kept: dict[str, object] = json.loads(script(SECTIONS, HEADS, terms).removeprefix("self.zhibanSearch="))
    return kept


def test_a_page_has_its_names_spelled_and_its_sections_as_text() -> None:
    terms = Terms(words=(Term(use="补领", also=("补办", "丢了")),), noise=("吗",), pages={"": ("电话",)})
    assert index(terms) == {
        "pages": [
            {
                "at": "guides/id-card/",
                "title": "身份证（换领）",
                "says": "14号窗口",
                "names": ["二代证"],
                "boost": 0.5,
                "spelled": ["shen fen zheng", "er dai zheng"],
                "parts": [["", "", "本人&到场"], ["fee", "收费标准", "20 元"]],
            },
            {"at": "", "title": "首页", "names": ["电话"], "spelled": ["shou ye", "dian hua"], "parts": [["", "", ""]]},
        ],
        "words": [["补领", "补办", "丢了"]],
        "noise": ["吗"],
    }


def test_a_page_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused, match="没有网页“guides/idcard/”") as refused:
        index(Terms(pages={"guides/idcard/": ("身份证",)}))
    assert "guides/id-card/" in str(refused.value)
    assert index(Terms(pages={"rosters/hall/whereabouts/": ("谁在外面",)}))  # the staff's site has it


def test_html_becomes_one_line() -> None:
    assert text("<p>一\u200b<b>二</b></p>\n<p>三 &lt;</p>") == "一 二 三 <"

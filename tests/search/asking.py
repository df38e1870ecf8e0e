"""Asking the search of a built site as the page does: the worker that the page names, the same messages, one page load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

QUESTIONS = Path(__file__).with_name("questions.yml")
ASK = """async (questions) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(`${config.base}/`, location);
  const { config: said, docs } = await (await fetch(new URL("search/search_index.json", base))).json();
  const worker = new Worker(new URL(config.search, location));
  const answer = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.postMessage(message);
  });
  await answer({ type: 0, data: { config: said, docs, options: { suggest: false } } });
  const found = [];
  for (const question of questions) {
    const { items } = await answer({ type: 2, data: question });
    found.push(items.map(([first]) => first.location.replace(/#.*/, "")));
  }
  worker.terminate();
  return found;
}"""


@dataclass(frozen=True)
class Question:
    """What somebody types, and the pages that answer."""

    ask: str
    first: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def good(self) -> tuple[str, ...]:
        """Every page that may stand among the first three."""
        return self.first + self.also


@dataclass(frozen=True)
class Rates:
    """How many questions are answered by the first result, and among the first three; with those that are not."""

    first: float
    three: float
    misses: tuple[str, ...]


def questions(audience: str, path: Path = QUESTIONS) -> list[Question]:
    """Read the questions of an audience."""
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))[audience]
    return [Question(q["ask"], tuple(q["first"]), tuple(q.get("also", ()))) for q in kept]


def ask(page: Page, asked: list[str]) -> list[list[str]]:
    """Give, for everything that is asked, the pages found, best first."""
    found: Any = page.evaluate(ASK, asked)
    return [[location or "~" for location in pages] for pages in found]


def rate(asked: list[Question], found: list[list[str]]) -> Rates:
    """Count."""
    tops = [pages[:3] for pages in found]
    first = [bool(top) and top[0] in q.first for q, top in zip(asked, tops, strict=True)]
    three = [bool({*top} & {*q.good}) for q, top in zip(asked, tops, strict=True)]
    misses = tuple(
        f"{'✗' if not second else '2'} {q.ask}：{'、'.join(top) or '没有结果'}（应为 {'、'.join(q.first)}）"
        for q, top, one, second in zip(asked, tops, first, three, strict=True)
        if not one
    )
    return Rates(sum(first) / len(first), sum(three) / len(three), misses)

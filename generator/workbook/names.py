"""Names in cells: written so that each means one person, and read as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.data.files.schema import nearest
from generator.data.project import UnitData
from generator.data.units.people import Person
from generator.workbook.text import plain

JOIN = "、"
_SEPARATORS = "、,/;|\n"
_NOTHING = ("", "-", "--", "—", "——", "/", "\\", "无", "空", "空缺", "【空缺】", "待定", "休", "休息", "放假", "不值班")
_WITH_ID = re.compile(r"(.*)\(([\w-]+)\)", re.DOTALL)


class Misread(NamedTuple):
    """A name that means nobody: as written, what is wrong, and what would be right."""

    name: str
    what: str
    right: str


def nothing(text: str) -> bool:
    """Whether a cell says that nobody is there."""
    return plain(text) in _NOTHING or plain(text).startswith("【空缺】")


class Names:
    """The people whom a workbook may name: all who serve in its period, and all who hold a seat of its roster."""

    def __init__(self, unit: UnitData, people: Iterable[str], day: date) -> None:
        self.unit, self.day = unit, day
        self.people: Mapping[str, Person] = {p: unit.people[p] for p in people if p in unit.people}
        self.by_name: dict[str, list[str]] = {}
        for person in self.people.values():
            self.by_name.setdefault(plain(person.name), []).append(person.id)
        self.by_id = {plain(person): person for person in self.people}
        self.labels = {person: self._label(person) for person in self.people}
        odd = sorted((plain(x) for x in self.labels.values() if _separated(x)), key=len, reverse=True)
        self._odd = re.compile("|".join(map(re.escape, odd))) if odd else None

    def _label(self, person: str) -> str:
        """Give the name where it can be read back alone, else the name with the id."""
        name = self.people[person].name
        same = plain(name)
        alone = len(self.by_name[same]) == 1 and same not in self.by_id and not nothing(name)
        readable = not _separated(name) and "(" not in same and name.isprintable() and not name[:1].isspace()
        return name if alone and readable else f"{name}（{person}）"

    def label(self, person: str) -> str:
        """Say who somebody is; an id that nobody has stays an id."""
        return self.labels.get(person, f"（{person}）")

    def said(self, people: Iterable[str]) -> str:
        """Say several people in one cell."""
        return JOIN.join(self.label(person) for person in people)

    def read(self, text: str) -> tuple[list[str], list[Misread]]:
        """Read the people whom a cell names, in its order, and the names that mean nobody."""
        found: list[str] = []
        wrong: list[Misread] = []
        if nothing(text):
            return found, wrong
        for token in self._tokens(text):
            known = self._whom(token)
            several = self._several(token) if isinstance(known, Misread) else None
            if several:
                found += several
            elif isinstance(known, Misread):
                wrong.append(known)
            else:
                found.append(known)
        wrong += [Misread(self.label(p), "写了两遍", "每人只写一次") for p in sorted({*found}) if found.count(p) > 1]
        return found, wrong

    def _tokens(self, text: str) -> list[str]:
        """Cut a cell at its separators; names that contain some are known as a whole."""
        tokens: list[str] = []
        if plain(text) in self.by_name:
            return [text]
        same = plain(text.replace("\n", JOIN))
        if self._odd and self._odd.search(same):
            tokens = [found[0] for found in self._odd.finditer(same)]
            text = self._odd.sub(JOIN, same)
        cut = re.split(f"[{re.escape(_SEPARATORS)}]", unicodedata.normalize("NFKC", text.replace("\r", "\n")))
        return [*tokens, *(token for token in cut if not nothing(token))]

    def _several(self, token: str) -> list[str] | None:
        """Read names between which only spaces stand: 「张三 李四」, 「张　三 李　四」."""
        words, found = token.split(), []
        while words:
            for n in range(len(words), 0, -1):
                known = self._whom("".join(words[:n]))
                if not isinstance(known, Misread):
                    found.append(known)
                    words = words[n:]
                    break
            else:
                return None
        return found if len(found) > 1 else None

    def _whom(self, token: str) -> str | Misread:
        """Give the person whom one name means."""
        same = plain(token)
        if same in self.by_id:
            return self.by_id[same]
        if named := self.by_name.get(same):
            return self._only(token.strip(), named)
        if match := _WITH_ID.fullmatch(same):
            name, inside = match[1], match[2]
            if inside in self.by_id:
                person = self.by_id[inside]
                right = self.people[person].name
                fits = not name or plain(right) == name
                return (
                    person if fits else Misread(token.strip(), f"编号 {inside} 是{right}，不是{name}", "核对姓名和编号")
                )
            if named := self.by_name.get(name):
                own = [p for p in named if plain(self._department(p)) == inside]
                unread = Misread(token.strip(), f"括号里的“{inside}”读不懂", "只写姓名；重名的在括号里写编号")
                return own[0] if len(own) == 1 else unread
        known = [person.name for person in self.people.values()]
        return Misread(token.strip(), "没有这个人", nearest(same, known) or "姓名和编号见“人员”表")

    def _only(self, name: str, people: list[str]) -> str | Misread:
        if len(people) == 1:
            return people[0]
        listed = "、".join(f"{self.people[p].name}（{p}）是{self._department(p)}的" for p in sorted(people))
        return Misread(name, f"有 {len(people)} 个人叫这个名字", f"写上编号：{listed}")

    def _department(self, person: str) -> str:
        service = self.people[person].serving(self.day) or self.people[person].service[-1]
        return self.unit.unit.departments.get(service.department, service.department)


def _separated(name: str) -> bool:
    return any(c in _SEPARATORS for c in unicodedata.normalize("NFKC", name.replace("\r", "\n")))

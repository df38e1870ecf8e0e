"""An invented project of any size, the same for the same seed: units, people, rosters, guides and regulations."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from generator.data.calendars.calendar import Calendar, Year
from generator.data.calendars.period import Period, parse_period
from generator.data.files.reading import Faults, read_document
from generator.data.files.schema import typed
from generator.data.records.roster import dump
from tests.scale.rosters import records
from tests.scale.texts import guide, regulations, write, write_yaml

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "安邦承德恩光厚嘉景凯兰明宁平启仁书婷维晓雅一远之子悦晨涵宇清"
DEPARTMENTS = {"general": "综合科", "first": "受理一科", "second": "受理二科", "check": "督查科"}


@dataclass(frozen=True)
class Size:
    """How much there is; ``months`` end with the one after today's."""

    units: int
    guides: int
    versions: int
    months: int
    people: int = 20


def project(root: Path, source: Path, size: Size, today: date, seed: int = 1) -> Path:
    """Write a project; templates, calendars and settings are those of ``source``."""
    dice = random.Random(seed)
    for name in ("templates", "rosters/calendar"):
        shutil.copytree(source / name, root / name)
    for name in ("mkdocs.yml", "rosters/center.yml"):
        write(root / name, (source / name).read_text(encoding="utf-8"))
    write(root / "docs/index.md", "---\ntitle: 示例中心\n---\n示例：全部内容均为虚构。\n")
    write(root / "docs/about/index.md", "---\ntitle: 关于本站\n---\n示例：全部内容均为虚构。\n")
    calendar = _calendar(root)
    units = [f"u{n:02d}" for n in range(1, size.units + 1)]
    for number, unit in enumerate(units, 1):
        _unit(root, unit, number, size, dice)
        for path, record in records(unit, calendar, _months(today, size.months), size.people, dice):
            write(root / f"rosters/{unit}/published/{path}", dump(record))
    regulations(root, source, units, size.versions, dice)
    for number, unit in zip(range(1, size.guides + 1), cycle(units), strict=False):
        guide(root, source, unit, number, dice)
    return root


def _calendar(root: Path) -> Calendar:
    documents = [read_document(path, Faults(root)) for path in (root / "rosters/calendar").glob("*.yml")]
    years = [typed(document, Year) for document in documents if document]
    return Calendar({year.year: year for year in years if year})


def _months(today: date, count: int) -> list[Period]:
    last = today.year * 12 + today.month  # counted from 0: the month after today's
    return [parse_period(f"{n // 12}-{n % 12 + 1:02d}") for n in range(last - count + 1, last + 1)]


def _unit(root: Path, unit: str, number: int, size: Size, dice: random.Random) -> None:
    folder, titles = root / "rosters" / unit, [*DEPARTMENTS]
    cite = f"§{unit}-duty"
    seat = {"count": f"{cite}.on_duty", "from": "all"}
    common = {
        "article": f"{cite}#staffing",
        "audience": "public",
        "on": "workdays",
        "place": "一楼大厅",
        "keeps_post": True,
    }
    hours = {"from": "08:30", "to": "17:30", "article": f"{cite}#hours"}
    duties: dict[str, Any] = {
        "desk": {"title": "导办台值班", "seats": {"keeper": {"title": "值班员", **seat}}, "burden": {"pool": "desk"}},
        "hall": {
            "title": "大厅值班",
            "seats": {"leader": {"title": "带班", **seat}, "member": {"title": "值班员", **seat}},
            "burden": {"pool": "hall"},
        },
        "weekly": {
            "title": "周值班",
            "cycle": "week",
            "seats": {"leader": {"title": "带班领导", **seat}},
            "burden": {"pool": "weekly"},
        },
        "clean": {
            "title": "卫生值日",
            "audience": "staff",
            "seats": {"keeper": {"title": "值日", **seat}},
            "burden": {"pool": "clean"},
        },
    }
    for name, own in duties.items():
        write_yaml(
            folder / f"duties/{name}/2020-01-01.yml",
            {**common, "hours": hours, "phone": f"000-{number:04d}-0001", **own},
        )
    write_yaml(
        folder / "unit.yml",
        {
            "title": f"示例第{number}服务中心",
            "short": f"第{number}中心",
            "sample": True,
            "main": number == 1,
            "phone": f"000-{number:04d}-0000",
            "address": f"示例路{number}号（虚构地址）",
            "hours": {"open": "08:30", "close": "17:30", "on": "workdays", "article": f"{cite}#hours"},
            "public_names": "full",
            "departments": DEPARTMENTS,
            "roles": {"staff": "工作人员"},
            "groups": {"all": {"title": "全体", "roles": ["staff"]}},
            "pools": {name: own["title"] for name, own in duties.items()},
            "leave_kinds": {"annual": {"title": "年休假", "forgives": True}},
            "rules": [
                {"seat-filled": {"article": f"{cite}#staffing"}},
                {"eligible": {"article": "custom"}},
                {"fair-share": {"limit": 1, "article": "custom"}},
            ],
        },
    )
    people = [
        {
            "id": f"{number:02d}{i:02d}",
            "name": dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2)),
            "service": [
                {"from": "2020-01-01", "department": titles[i % len(titles)], "role": "staff", "post": f"w{i % 5 + 1}"}
            ],
        }
        for i in range(1, size.people + 1)
    ]
    write_yaml(folder / "people.yml", people)
    posts = [
        {
            "id": f"w{i}",
            "title": f"{i}号窗口",
            "department": titles[i % len(titles)],
            "phone": f"000-{number:04d}-1{i:03d}",
        }
        for i in range(1, 6)
    ]
    write_yaml(folder / "posts.yml", posts)

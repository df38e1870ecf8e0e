"""Tiny units for tests: a few lines of YAML-like data become files, and the real loader reads them.

A spec has ``people`` (name: department, or name: {department, role, leave, from, until, proportion, post,
qualifications, exemptions, duty_only, works, employment, held}), ``days`` (first, last), ``duties`` (id: keys of the duty file; the rest is filled in), and perhaps
``wishes``, ``before`` (day: {duty: names}), ``departments``, ``groups``, ``opening``, ``rules``, ``posts``, ``open``
(the unit's days), ``law`` (whether national law is in the tree), ``published`` (like ``before``: the roster that is
planned again), ``arrangements`` and ``bookings`` (name: the file), ``agenda`` (series by name, with people by name), ``unit`` (further keys of unit.yml), ``contract`` (the rules of a contract under which everybody serves).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

import generator
from generator import ledger
from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster, SeatKey
from generator.problem.derive import derive
from generator.problem.problem import Problem

REGULATION = """---
title: 值班制度
issuer: u
number: 示例〔2026〕1号
published: 2026-01-01
parameters:
  on_duty: {value: 1, unit: 人, article: staffing}
  days_between: {value: 2, unit: 天, article: gap}
---
## 第一条 人数 {#staffing}
每日 {{ on_duty }} 人。

## 第二条 间隔 {#gap}
两次值班之间至少隔 {{ days_between }} 天。
"""

LAW = """---
title: 示例劳动法
nature: law
issuer: 示例立法机关
number: 示例令第1号
published: 2026-01-01
binds: [weekly-rest, night-work-protection]
parameters:
  rest_days:  {value: 1, unit: 天, article: rest, floor: {rule: weekly-rest, figure: days, at: least}}
  night_from: {value: 22, unit: 时, article: night, floor: {rule: night-work-protection, figure: night_from, at: most}}
  night_to:   {value: 6, unit: 时, article: night, floor: {rule: night-work-protection, figure: night_to, at: least}}
  overtime:   {value: 36, unit: 小时, article: overtime, floor: {at: most}}
---
## 第一条 休息 {#rest}
每周至少休息 {{ rest_days }} 天。

## 第二条 夜班 {#night}
夜班是 {{ night_from }} 时至次日 {{ night_to }} 时。

## 第三条 延时 {#overtime}
每月不超过 {{ overtime }} 小时。
"""

HOLIDAY: dict[str, Any] = {
    "name": "国庆节",
    "statutory": ["2026-10-01"],
    "off": {"from": "2026-10-01", "until": "2026-10-07"},
}


SERVICE = ("until", "proportion", "post", "contract", "duty_only", "works", "employment")
"""Keys of a stretch of service."""


def ids(spec: Mapping[str, Any]) -> dict[str, str]:
    """Give the id of every name: 1, 2, 3 … in alphabetical order, whatever the order of the lines."""
    return {name: str(i) for i, name in enumerate(sorted(spec["people"]), 1)}


def write(root: Path, spec: Mapping[str, Any]) -> Path:
    """Write a spec as a project's files."""
    number = ids(spec)
    people = {name: {"department": p} if isinstance(p, str) else p for name, p in spec["people"].items()}
    departments = spec.get("departments") or sorted({p["department"] for p in people.values()})
    files: dict[str, object] = {
        "mkdocs.yml": {},
        "rosters/calendar/2026.yml": {"year": 2026, "status": "announced", "notice": "示例", "holidays": [HOLIDAY]},
        "rosters/u/unit.yml": {
            "title": "示例单位",
            "short": "单位",
            "hours": {"open": "08:30", "close": "17:30", "on": spec.get("open", "workdays")},
            "departments": {d: d for d in departments},
            "roles": {"staff": "工作人员", "other": "其他人员"},
            "qualifications": {"trained": "培训"},
            "groups": spec.get("groups") or {"all": {"title": "全体", "roles": ["staff"]}},
            "pools": {"pool": "值班"},
            "leave_kinds": {
                "annual": {"title": "年休假", "forgives": True},
                "own": {"title": "事假", "forgives": False},
            },
            "rules": spec.get("rules") or [],
            **(spec.get("unit") or {}),
            "contracts": {"full": {"title": "全职", "rules": spec["contract"]}} if "contract" in spec else {},
        },
        "rosters/u/people.yml": [
            _person(number[name], name, {"contract": "full"} | p if "contract" in spec else p)
            for name, p in people.items()
        ],
        "rosters/u/posts.yml": spec.get("posts") or [],
    }
    for name, p in people.items():
        for i, leave in enumerate(p.get("leave") or []):
            files[f"rosters/u/leave/{number[name]}-{i}.yml"] = {
                "person": number[name],
                "kind": leave.get("kind", "annual"),
                "from": leave["from"],
                "until": leave.get("until", leave["from"]),
                "status": leave.get("status", "approved"),
                **{key: leave[key] for key in ("starts", "ends") if key in leave},
            }
    for i, wish in enumerate(spec.get("wishes") or []):
        until = wish.get("until", wish["from"])
        files[f"rosters/u/wishes/{i}.yml"] = {**wish, "person": number[wish["person"]], "until": until}
    for duty, keys in spec["duties"].items():
        files[f"rosters/u/duties/{duty}/2026-01-01.yml"] = _duty(keys, number)
    for folder in ("arrangements", "bookings"):
        files |= {f"rosters/u/{folder}/{name}.yml": keys for name, keys in (spec.get(folder) or {}).items()}
    for name, keys in (spec.get("agenda") or {}).items():
        who = {"who": {"people": [number[p] for p in keys["who"]["people"]]}} if "who" in keys else {}
        files[f"rosters/u/agenda/{name}/2026-01-01.yml"] = keys | who
    if "opening" in spec:
        balances = {number[name]: value for name, value in spec["opening"].items()}
        files["rosters/u/opening.yml"] = {"as_of": "2026-01-01", "balances": {"pool": balances}}
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/index.md").write_text("---\ntitle: 示例\n---\n示例\n", encoding="utf-8")
    regulation = root / "docs/regulations/duty/2026-01-01.md"
    regulation.parent.mkdir(parents=True, exist_ok=True)
    regulation.write_text(REGULATION, encoding="utf-8")
    if spec.get("law"):
        law = root / "docs/regulations/law/2026-01-01.md"
        law.parent.mkdir(parents=True, exist_ok=True)
        law.write_text(LAW, encoding="utf-8")
    return root


def _person(number: str, name: str, keys: Mapping[str, Any]) -> dict[str, object]:
    service = {
        "from": keys.get("from", "2020-01-01"),
        "department": keys["department"],
        "role": keys.get("role", "staff"),
        **{key: keys[key] for key in SERVICE if key in keys},
    }
    held = [{"name": q, "from": "2020-01-01"} for q in keys.get("qualifications", ())]
    kept = {key: keys[key] for key in ("exemptions", "held") if key in keys}
    return {"id": number, "name": name, "service": [service], "qualifications": held, **kept}


def _duty(keys: Mapping[str, Any], number: Mapping[str, str]) -> dict[str, object]:
    seats = {
        name: {**seat, **{key: [number[p] for p in seat[key]] for key in ("appointed", "order") if key in seat}}
        for name, seat in keys.get("seats", {"keeper": {"title": "值班员", "from": "all"}}).items()
    }
    filled = {"title": "值班", "article": "§duty#staffing", "on": "every-day", "burden": {"pool": "pool"}}
    return filled | {"hours": {"from": "08:00", "to": "18:00"}} | dict(keys) | {"seats": seats}


def load(root: Path, spec: Mapping[str, Any]) -> Project:
    """Write a spec and load it as the product would."""
    return generator.load(write(root, spec))


def problem(root: Path, spec: Mapping[str, Any]) -> Problem:
    """Make the problem of a spec, with the days before its period served as ``before`` says."""
    project = load(root, spec)
    unit = project.units["u"]
    standing = ledger.opening(unit)
    first, last = (date.fromisoformat(str(day)) for day in spec["days"])
    if before := {date.fromisoformat(str(d)): held for d, held in (spec.get("before") or {}).items()}:
        past = derive(project, unit, Period(min(before), max(before), "2026-11", "2026年11月"), standing)
        standing = ledger.close(past, _roster(past, before, ids(spec)))
    made = derive(project, unit, Period(first, last, "2026-12", "2026年12月"), standing)
    published = {date.fromisoformat(str(d)): held for d, held in (spec.get("published") or {}).items()}
    return replace(made, kept=_roster(made, published, ids(spec))) if published else made


def derived(project: Project, unit: UnitData, days: Sequence[str]) -> Problem:
    """Make the problem of some days of December 2026, with nothing served before."""
    first, last = map(date.fromisoformat, days)
    return derive(project, unit, Period(first, last, "2026-12", "2026年12月"), ledger.opening(unit))


def roster(made: Problem, spec: Mapping[str, Any], held: Mapping[Any, Any]) -> Roster:
    """Read a roster: day: {duty: names or {seat: names}}; with one duty the duty may be left out."""
    return _roster(made, {date.fromisoformat(str(day)): who for day, who in held.items()}, ids(spec))


def _roster(made: Problem, held: Mapping[date, Any], number: Mapping[str, str]) -> Roster:
    kept: dict[SeatKey, tuple[str, ...]] = {}
    for day, duties in held.items():
        by_duty = duties if isinstance(duties, dict) else {next(iter(made.unit.duties)): duties}
        for duty, seats in by_duty.items():
            by_seat = seats if isinstance(seats, dict) else {_first_seat(made, duty): seats}
            for seat, names in by_seat.items():
                listed = names.split() if isinstance(names, str) else names
                kept[SeatKey(duty, day, seat)] = tuple(sorted(number.get(name, name) for name in listed))
    return Roster(kept)


def _first_seat(made: Problem, duty: str) -> str:
    return next(iter(made.unit.duties[duty].versions[0][1].seats))

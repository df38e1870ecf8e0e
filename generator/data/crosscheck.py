"""What one file says about another: people, posts, groups, pools, articles and parameters must exist, in time.

The names are taken from the trees as written, so that a fault in one record never hides the faults of the others.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from generator.data.calendars.period import NamedPeriod
from generator.data.duties.arrangements import Arrangement
from generator.data.duties.bookings import Booking
from generator.data.duties.duty import Duty, OnSeries
from generator.data.duties.rule_checks import check_rules
from generator.data.files.names import KnownRules, Read, known, person_known
from generator.data.files.reading import Document, Place
from generator.data.records.attendance import Study
from generator.data.records.entries import Entry
from generator.data.records.filings import check_leaders
from generator.data.records.signoff import check_signers
from generator.data.regulations.references import KnownRegulations, check_references
from generator.data.units.complaints import check_complaints
from generator.data.units.leave import Leave, Wish
from generator.data.units.people import Person, check_dated
from generator.data.units.shift_tables import check_shift_table
from generator.data.units.unit import Opening, Post, Unit


def check_unit(read: Read, regulations: KnownRegulations, rules: KnownRules) -> None:
    """Report everything in a unit's files that refers to nothing."""
    for file in ("people.yml", "posts.yml"):
        _unique(read, file)
    if "unit.yml" in read.trees:
        first = min((day for versions in read.duties.values() for day, _ in versions), default=date.max)
        check_references(read.trees["unit.yml"], (first, None), regulations)
    for document, place, record in read.records:
        _record(document, place, record, read, rules)
    for versions in read.duties.values():
        ordered = sorted(versions, key=lambda version: version[0])
        for i, (effective, document) in enumerate(ordered):
            until = ordered[i + 1][0] if i + 1 < len(ordered) else None
            check_references(document, (effective, until), regulations)


def _record(document: Document, place: Place, record: BaseModel, read: Read, rules: KnownRules) -> None:
    match record:
        case Unit():
            _unit(document, record, read, rules)
        case Duty():
            _duty(document, record, read)
            check_rules(document, ("rules",), record.rules, rules, "duty", read)
        case Person():
            _person(document, place, record, read)
        case Post():
            known(document, (*place, "department"), record.department, read.names("departments"), "部门")
            for i, proxy in enumerate(record.proxies):
                person_known(document, (*place, "proxies", i), proxy, read)
        case Leave() | Study() | Wish():
            _entry(document, record, read)
        case NamedPeriod():
            for i, duty in enumerate(record.duties):
                known(document, ("duties", i), duty, read.duties, "值班")
            if record.until < record.from_:
                document.fault(("until",), f"结束日 {record.until} 早于开始日 {record.from_}")
        case Arrangement() | Booking():
            _occasion(document, record, read)
        case Entry():
            person_known(document, ("by",), record.by, read)
        case Opening():
            _opening(document, record, read)


def _unit(document: Document, unit: Unit, read: Read, rules: KnownRules) -> None:
    _groups(document, unit, read)
    _tiers(document, unit, read)
    for i, role in enumerate(unit.attendance.roles if unit.attendance else ()):
        known(document, ("attendance", "roles", i), role, read.names("roles"), "岗位类别")
    check_rules(document, ("rules",), unit.rules, rules, "unit", read)
    if unit.sign_off:
        check_signers(document, unit.sign_off, read)
    if unit.filing:
        check_leaders(document, unit.filing, read)
    if unit.complaints:
        check_complaints(document, unit.complaints, unit.clocks, read)
    for name, demand in unit.demand.items():
        for i, duty in enumerate(demand.duties):
            known(document, ("demand", name, "duties", i), duty, read.duties, "值班")
    for name, shown in unit.shift_tables.items():
        check_shift_table(document, name, shown, read)
    for name, contract in unit.contracts.items():
        check_rules(document, ("contracts", name, "rules"), contract.rules, rules, "person", read)


def _unique(read: Read, file: str) -> None:
    seen: dict[str, int] = {}
    tree = read.trees[file].tree if file in read.trees else None
    for i, item in enumerate(tree if isinstance(tree, list) else []):
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str) and name in seen:
            read.trees[file].fault((i, "id"), f"编号“{name}”与第 {seen[name] + 1} 项重复", "每项用自己的编号")
        elif isinstance(name, str):
            seen[name] = i


def _entry(document: Document, record: Leave | Study | Wish, read: Read) -> None:
    """Look at what people are said to do or to want: at leave, sessions of study and wishes."""
    match record:
        case Leave():
            person_known(document, ("person",), record.person, read)
            if record.cover:
                person_known(document, ("cover",), record.cover, read)
            known(document, ("kind",), record.kind, read.names("leave_kinds"), "请假种类")
        case Study():
            for i, person in enumerate(record.absent):
                person_known(document, ("absent", i), person, read)
        case Wish():
            person_known(document, ("person",), record.person, read)
            if record.duty:
                known(document, ("duty",), record.duty, read.duties, "值班")


def _occasion(document: Document, record: Arrangement | Booking, read: Read) -> None:
    """Look at what is arranged or booked for single days: the duty, its seats, the room."""
    known(document, ("duty",), record.duty, read.duties, "值班")
    duties = ((own.path.parent.name, duty) for own, _, duty in read.records if isinstance(duty, Duty))
    versions = [duty for name, duty in duties if name == record.duty]
    seats = {seat for duty in versions for seat in duty.seats}
    key, counted = ("counts", record.counts) if isinstance(record, Arrangement) else ("people", record.people)
    for seat in counted if versions else ():
        known(document, (key, seat), seat, seats, "席位")
    if isinstance(record, Booking):
        if record.room:
            known(document, ("room",), record.room, read.names("rooms"), "会议室")
        if versions and all(duty.on != "bookings" for duty in versions):
            document.fault(("duty",), f"“{record.duty}”不是按预约安排的值班", "在它的文件里写 on: bookings")


def _groups(document: Document, unit: Unit, read: Read) -> None:
    for name, group in unit.groups.items():
        for key in ("departments", "roles", "qualifications"):
            for i, item in enumerate(getattr(group, key)):
                known(document, ("groups", name, key, i), item, read.names(key), "这一项")


def _tiers(document: Document, unit: Unit, read: Read) -> None:
    for i, tier in enumerate(unit.leave_tiers):
        here = ("leave_tiers", i)
        for key, names, of in (
            ("roles", tier.roles, "roles"),
            ("by", tier.by, "roles"),
            ("kinds", tier.kinds, "leave_kinds"),
        ):
            for j, name in enumerate(names):
                known(document, (*here, key, j), name, read.names(of), "这一项")
        if tier.of:
            known(document, (*here, "of"), tier.of, read.names("departments"), "部门")
    for j, name in enumerate(unit.swaps.consent if unit.swaps else ()):
        known(document, ("swaps", "consent", j), name, read.names("roles"), "岗位类别")


def _person(document: Document, place: Place, person: Person, read: Read) -> None:
    check_dated(document, (*place, "service"), person.service, gaps=True)
    for i, service in enumerate(person.service):
        here = (*place, "service", i)
        known(document, (*here, "department"), service.department, read.names("departments"), "部门")
        known(document, (*here, "role"), service.role, read.names("roles"), "岗位类别")
        if service.post:
            known(document, (*here, "post"), service.post, read.ids("posts.yml"), "窗口")
        if service.contract:
            known(document, (*here, "contract"), service.contract, read.names("contracts"), "用工安排")
    check_dated(document, (*place, "held"), [h for h in person.held if h.on == "every-day" and not h.hours], gaps=False)
    for i, exemption in enumerate(person.exemptions):
        for j, duty in enumerate(exemption.duties):
            known(document, (*place, "exemptions", i, "duties", j), duty, read.duties, "值班")
    for i, held in enumerate(person.qualifications):
        known(document, (*place, "qualifications", i, "name"), held.name, read.names("qualifications"), "资格")


def _opening(document: Document, opening: Opening, read: Read) -> None:
    for pool, balances in opening.balances.items():
        known(document, ("balances", pool), pool, read.names("pools"), "公平池")
        for person in balances:
            person_known(document, ("balances", pool, person), person, read)
        if sum(balances.values()) != 0:
            document.fault(("balances", pool), f"期初差额合计是 {sum(balances.values())}", "同一池内各人合计应为 0")


def _duty(document: Document, duty: Duty, read: Read) -> None:
    known(document, ("burden", "pool"), duty.burden.pool, read.names("pools"), "公平池")
    for i, other in enumerate(duty.concurrent_with):
        known(document, ("concurrent_with", i), other, read.duties, "值班")
    if isinstance(duty.on, OnSeries):
        known(document, ("on", "series"), duty.on.series, read.agenda, "会议或活动")
    for i, task in enumerate(duty.tasks):
        for j, name in enumerate(task.seats):
            known(document, ("tasks", i, "seats", j), name, duty.seats, "席位")
    for name, seat in duty.seats.items():
        here = ("seats", name)
        for i, person in enumerate(seat.appointed):
            person_known(document, (*here, "appointed", i), person, read)
        for i, person in enumerate(seat.order):
            person_known(document, (*here, "order", i), person, read)
        if seat.from_:
            known(document, (*here, "from"), seat.from_, read.names("groups"), "人员范围")

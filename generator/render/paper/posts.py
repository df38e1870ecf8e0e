"""One posting that is asked for: all duties, one duty, a table of shifts or a person, in a period, a week or a day."""

from __future__ import annotations

from generator.data.project import Project, UnitData
from generator.data.records.roster import Published
from generator.desk import seeking
from generator.errors import Refused
from generator.render.paper import doors, notices, shift_sheets, turns, weeks
from generator.render.paper.asked import Asked, Post, Shown, look
from generator.render.paper.overviews import all_duties
from generator.render.paper.postings import OCCASIONS, OVERVIEW, TEMPLATE
from generator.render.paper.sheets import sheet
from generator.render.views.persons import SEEN_BY
from generator.render.views.shifts import ShiftView, shift_views
from generator.render.views.view import MonthView


def post(project: Project, unit: UnitData, asked: Asked, drafts: tuple[Published, ...] = ()) -> Post:
    """Give the posting that is asked for.

    Raises
    ------
    Refused
        If there is no such roster, duty, table, person or change, or it is not for the audience.
    """
    shown = look(project, unit, asked, drafts)
    if asked.change:
        return _notice(shown)
    if asked.table:
        return _table(shown)
    if asked.person:
        return _slip(shown)
    return _duties(shown)


def _duties(shown: Shown) -> Post:
    """Give the sheet of one duty or of all, for as long as is asked."""
    asked, view = shown.asked, shown.view
    duty = next((own for own, title in view.duties.items() if asked.duty in (own, title)), "")
    if asked.duty and not duty:
        raise Refused(f"{view.title}没有“{asked.duty}”这个班次", _other_duty(shown, view))
    closed = {slot.audience for report in shown.reports for slot in report.problem.slots} - {*SEEN_BY[asked.viewer]}
    if closed and not view.duties:
        least = "staff" if "staff" in closed else "restricted"
        raise Refused(f"{view.title}没有对{AUDIENCES[asked.viewer]}的值班", f"加上 --audience {least}")
    title = view.duties.get(duty, "值班总表")
    where = f"{view.title}的“{title}”"
    name = f"{shown.unit.id}-{shown.when}-{duty or 'all'}"
    if asked.plate:
        if not duty:
            raise Refused("没有说明印哪个班次的桌牌", "加上 --duty，如 --duty duty-group")
        return Post("plates", turns.plates(view, duty), f"{where}的桌牌", f"{name}-plates", live=False)
    if asked.day:
        return Post("day", doors.words(view, duty), where, name)
    if not duty:
        if asked.week:
            return Post("week", weeks.all_duties(view), where, name)
        return Post(OVERVIEW.stem, all_duties(view), where, name)
    booked = any(seat.occasion for slot in view.slots(duty) for seat in slot.seats)
    content = weeks.one_duty(view, duty) if asked.week else sheet(view, duty)
    return Post((OCCASIONS if booked else TEMPLATE).stem, content, where, name)


def _other_duty(shown: Shown, view: MonthView) -> str:
    """Say what there is, and whether others may see the duty."""
    viewer, asked = shown.asked.viewer, shown.asked.duty
    slots = (slot for report in shown.reports for slot in report.problem.slots)
    audience = next((slot.audience for slot in slots if asked in (slot.duty, slot.title)), "")
    if audience and audience not in SEEN_BY[viewer]:
        return f"它不对{AUDIENCES[viewer]}：加上 --audience {audience}"
    there = "、".join(f"{duty}（{title}）" for duty, title in view.duties.items())
    return f"可选：{there}" if there else "换一天；这段时间没有排班"


AUDIENCES = {"public": "公众公开", "staff": "全体工作人员公开", "administrator": "管理人员公开"}


def _table(shown: Shown) -> Post:
    asked = shown.asked
    if shown.period is None or shown.period.named:
        raise Refused("排休表和逐日班次表按月印", "只写月份，如 zhiban post 2026-12 --table shifts")
    found = shift_views(shown.unit, shown.reports, shown.months, asked.viewer).get((shown.unit.id, asked.name), ())
    own = next((one for one in found if one.id == asked.table), None)
    if own is None:
        there = "、".join(f"{one.id}（{one.title}）" for one in found)
        right = f"可选：{there}" if there else "本单位这个月没有给这些读者看的班次表；内部的加上 --audience staff"
        raise Refused(f"{shown.period.title}没有班次表“{asked.table}”", right)
    return _of_table(shown, shown.period, own)


def _of_table(shown: Shown, month: MonthView, own: ShiftView) -> Post:
    where, name = f"{month.title}的{own.title}", f"{shown.unit.id}-{month.period}-{own.id}"
    if shown.asked.daily:
        return Post(TEMPLATE.stem, shift_sheets.days(month, own), where, f"{name}-days")
    if not own.rows:
        raise Refused("公开的排班表不写姓名，没有每人一行的表", "加上 --days 印逐日班次，或加上 --audience staff")
    return Post(shift_sheets.PEOPLE.stem, shift_sheets.people(month, own), where, name)


def _slip(shown: Shown) -> Post:
    asked, month = shown.asked, shown.period
    if month is None:
        raise Refused("个人值班单按期印", "只写月份或假期，如 zhiban post 2026-12 --person 1017")
    person = seeking.person(shown.unit, asked.person)
    # Of a month everything, whatever span it belongs to; of a span its own turns.
    own = [r for r in shown.reports if r.problem.period.name == asked.name] if month.named else [*shown.reports]
    made = turns.slip(month, shown.months, own, person, asked.viewer)
    where = f"{month.title}{shown.unit.people[person].name}的个人值班单"
    return Post("slip", made.content, where, f"{shown.unit.id}-{asked.name}-{person}", made.hidden)


def _notice(shown: Shown) -> Post:
    asked, month = shown.asked, shown.period
    numbers = sorted({one.change.number for one in month.revisions}) if month else []
    if month is None or asked.change not in numbers:
        said = f"有通知的是第 {'、'.join(map(str, numbers))} 次" if numbers else "这一期没有变更"
        raise Refused(f"没有第 {asked.change} 次变更的通知", f"{said}；写成 zhiban post 2026-11 --change 1")
    content = notices.words(shown.project, month, asked.change)
    name = f"{shown.unit.id}-{asked.name}-change-{asked.change:03d}"
    return Post(notices.TEMPLATE.stem, content, f"{month.title}第 {asked.change} 次变更的通知", name)

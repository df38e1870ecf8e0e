"""One posting that is asked for: all duties, one duty, a table of shifts or a person, in a period, a week or a day."""

from __future__ import annotations

from collections.abc import Sequence

from generator.check import Report
from generator.data.project import Project, UnitData
from generator.data.roster import Published
from generator.data.schema import nearest
from generator.errors import Refused
from generator.render import doors, notices, shift_sheets, turns, weeks
from generator.render.asked import Asked, Post, Shown, look
from generator.render.overviews import all_duties
from generator.render.postings import OCCASIONS, OVERVIEW, TEMPLATE
from generator.render.sheets import sheet
from generator.render.shifts import ShiftView, shift_views
from generator.render.view import MonthView


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
    if asked.duty and asked.duty not in view.duties:
        raise Refused(f"{view.title}没有“{asked.duty}”这个班次", _other_duty(shown, view))
    title = view.duties.get(asked.duty, "值班总表")
    where = f"{view.title}的“{title}”"
    name = f"{shown.unit.id}-{shown.when}-{asked.duty or 'all'}"
    if asked.plate:
        if not asked.duty:
            raise Refused("没有说明印哪个班次的桌牌", "加上 --duty，如 --duty duty-group")
        return Post("plates", turns.plates(view, asked.duty), f"{where}的桌牌", f"{name}-plates", live=False)
    if asked.day:
        return Post("day", doors.words(view, asked.duty), where, name)
    if not asked.duty:
        return Post(
            *(("week", weeks.all_duties(view)) if asked.week else (OVERVIEW.stem, all_duties(view))), where, name
        )
    booked = any(seat.occasion for slot in view.slots(asked.duty) for seat in slot.seats)
    content = weeks.one_duty(view, asked.duty) if asked.week else sheet(view, asked.duty)
    return Post((OCCASIONS if booked else TEMPLATE).stem, content, where, name)


def _other_duty(shown: Shown, view: MonthView) -> str:
    """Say what there is, and whether others may see the duty."""
    held = {slot.duty: slot.audience for report in shown.reports for slot in report.problem.slots}
    if shown.asked.duty in held:
        return f"它不对{AUDIENCES[shown.asked.viewer]}：加上 --audience {held[shown.asked.duty]}"
    return f"可选：{'、'.join(f'{duty}（{title}）' for duty, title in view.duties.items())}"


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


def of_person(unit: UnitData, person: str, views: Sequence[Report]) -> str:
    """Give the id of a person who is named by it, or by a name that nobody else bears."""
    if person in unit.people:
        return person
    same = [known.id for known in unit.people.values() if known.name == person]
    if len(same) == 1:
        return same[0]
    names = [known.name for known in unit.people.values()]
    right = f"同名的有 {'、'.join(same)}，写编号" if same else nearest(person, names) or "写编号或姓名，如 1017"
    raise Refused(f"{views[0].problem.unit.unit.title if views else unit.unit.title}没有“{person}”", right)


def _slip(shown: Shown) -> Post:
    asked, month = shown.asked, shown.period
    if month is None:
        raise Refused("个人值班单按期印", "只写月份或假期，如 zhiban post 2026-12 --person 1017")
    person = of_person(shown.unit, asked.person, shown.reports)
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

"""What whoever serves does, as pages and sheets say it: 12:40 检查宿舍（非正常班）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from generator.problem.slots import Seats, Slot, TaskAt


@dataclass(frozen=True)
class TaskView:
    """One task. ``who``: the titles of the seats that alone do it (非正常班), empty where everybody in the slot does.

    ``seats`` are the ids of these; of two tasks of the same words they make no difference.
    """

    at: time | None
    text: str
    who: str = ""
    seats: tuple[str, ...] = field(default=(), compare=False)

    def falls_to(self, seat: str) -> bool:
        """Whether those in a seat do it."""
        return not self.who or seat in self.seats


def tasks_of(slot: Slot) -> tuple[TaskView, ...]:
    """Give the tasks of a slot by the clock; one that only seats have that the slot does not is nobody's."""
    found = ((task, [seats for seats in slot.seats if _named(task, seats)]) for task in slot.tasks)
    return tuple(_view(task, own) for task, own in found if own or not task.seats)


def _view(task: TaskAt, own: Sequence[Seats]) -> TaskView:
    who = "、".join(dict.fromkeys(seats.title for seats in own))
    return TaskView(task.at, task.text, who, tuple(seats.key.seat for seats in own))


def _named(task: TaskAt, seats: Seats) -> bool:
    """Whether a task names a seat; for an occasion that is booked there is one of each kind, by a longer id."""
    own = seats.key.seat
    return any(own == name or (seats.occasion and own.startswith(f"{name}-")) for name in task.seats)

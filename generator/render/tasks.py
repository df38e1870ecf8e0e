"""What whoever serves does, as pages and sheets say it: 12:40 检查宿舍（非正常班）."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from generator.data.slots import Seats, Slot, TaskAt


@dataclass(frozen=True)
class TaskView:
    """One task; ``seats``: the titles and ids of the only ones who do it, none where everybody in the slot does."""

    at: time | None
    text: str
    seats: tuple[tuple[str, str], ...] = ()

    @property
    def who(self) -> str:
        """The titles of the seats whose task it is: 非正常班."""
        return "、".join(dict.fromkeys(title for title, _ in self.seats))

    def falls_to(self, seat: str) -> bool:
        """Whether those in a seat do it."""
        return not self.seats or seat in (own for _, own in self.seats)


def tasks_of(slot: Slot) -> tuple[TaskView, ...]:
    """Give the tasks of a slot by the clock; one that only seats have that the slot does not is nobody's."""
    found = ((task, tuple((s.title, s.key.seat) for s in slot.seats if _named(task, s))) for task in slot.tasks)
    return tuple(TaskView(task.at, task.text, seats) for task, seats in found if seats or not task.seats)


def _named(task: TaskAt, seats: Seats) -> bool:
    """Whether a task names a seat; for an occasion that is booked there is one of each kind, by a longer id."""
    own = seats.key.seat
    return any(own == name or (seats.occasion and own.startswith(f"{name}-")) for name in task.seats)

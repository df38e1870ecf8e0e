"""Signing off (签发): which steps a unit's rosters go through before they hold, and the steps that were taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.data.files.fields import Citable, Day, Figure
from generator.data.files.names import Read, known
from generator.data.files.reading import Document
from generator.data.files.schema import Record
from generator.data.records.entries import Entry

Step = Literal["draft", "review", "issue", "notice", "objection", "answer"]
Asked = Literal["draft", "review", "issue", "notice", "answer"]
TITLES: Mapping[Step, str] = {
    "draft": "拟稿",
    "review": "审核",
    "issue": "签发",
    "notice": "公示",
    "objection": "异议",
    "answer": "异议答复",
}
IN_TURN: tuple[Asked, ...] = ("draft", "review", "issue", "notice")
"""The steps that follow each other, as far as a unit asks for them; an objection may come while notice is given."""


class Signer(Record):
    """Who takes a step: one of these roles, where ``of`` is said only those of that department."""

    by: Annotated[tuple[str, ...], Field(min_length=1)]
    of: str = ""

    def admits(self, role: str, department: str) -> bool:
        """Whether somebody of a role and a department may take the step."""
        return role in self.by and self.of in ("", department)


class SignOff(Record):
    """The steps that the rosters of a unit go through, for every period that begins on ``since`` or later.

    ``notice_days``: days of notice after the one on which it begins.
    """

    since: Day
    steps: Annotated[dict[Asked, Signer], Field(min_length=1)]
    notice_days: Figure | None = None
    article: Citable = None

    @model_validator(mode="after")
    def _whole(self) -> SignOff:
        if "issue" not in self.steps:
            raise ValueError("steps 里没有 issue（签发）；不用签发的单位不写 sign_off")
        if ("notice" in self.steps) != (self.notice_days is not None):
            raise ValueError("有 notice（公示）的要写 notice_days，没有公示的不写")
        if "answer" in self.steps and "notice" not in self.steps:
            raise ValueError("有 answer（异议答复）的要先有 notice（公示）")
        return self


class Signed(Entry):
    """One step that was taken: by whom, when, and for which roster (``roster`` is its fingerprint).

    ``draft``: the name of the draft; empty where the roster was published already. ``until``: the last day of a
    notice. ``text``: what an objection or an answer says. ``answers``: the number of the objection that is answered.
    """

    step: Step
    on: Day
    draft: str = ""
    roster: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
    until: Day | None = None
    text: str = ""
    answers: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Signed:
        if self.step in ("objection", "answer") and not self.text:
            raise ValueError("异议和答复要写内容（text）")
        if (self.step == "answer") != (self.answers is not None):
            raise ValueError("答复要写 answers（第几号异议），别的步骤不写")
        if (self.step == "notice") != (self.until is not None):
            raise ValueError("公示要写 until（公示期的最后一天），别的步骤不写")
        return self


def check_signers(document: Document, sign_off: SignOff, read: Read) -> None:
    """Report roles and departments that the unit does not have."""
    for step, signer in sign_off.steps.items():
        here = ("sign_off", "steps", step)
        for i, role in enumerate(signer.by):
            known(document, (*here, "by", i), role, read.names("roles"), "岗位类别")
        if signer.of:
            known(document, (*here, "of"), signer.of, read.names("departments"), "部门")

"""The centre as the public meets it: whose site this is, its registrations, and what it keeps public for how long.

Everything may be left out while a site is tried; ``zhiban check --portal`` names what a public site must have.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.data.files.fields import Count, Day
from generator.data.files.reading import Faults, read_document
from generator.data.files.schema import Record, typed
from generator.data.guides.parts import Filled

FILE = "rosters/center.yml"


def _site(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s/?#]+)*/", text):
        raise ValueError(
            f"“{text}”不是网站地址；应以 https:// 开头、以 / 结尾，如 https://a.example/ 或 https://b.example/zwfw/"
        )
    return text


def _reached(text: str) -> str:
    if text and not re.fullmatch(r"https://[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:[+\d-]+", text):
        raise ValueError(f"“{text}”不能当链接；应是 https://… 的网址，或 mailto: 加邮箱、tel: 加电话")
    return text


SiteAddress = Annotated[str, AfterValidator(_site)]
Reached = Annotated[str, AfterValidator(_reached)]
"""What a link leads to outside the site: a page, a mail box or a telephone."""


class Security(Record):
    """What ``security.txt`` says (RFC 9116): where to report a weakness, and until when that holds."""

    contact: Reached
    expires: Day


class Elsewhere(Record):
    """What people ask for here and another body handles, in general words; ``also``: how they ask, for the search."""

    matter: Filled
    body: Filled
    also: tuple[Filled, ...] = ()


class Center(Record):
    """The centre's own file. ``public_months``: months before this one whose rosters stay public; None: all.

    ``arrival``: how one gets there and where one parks, in words.
    """

    title: str = Field("", title="网站名称")
    sponsor: str = Field("", title="主办单位")
    code: str = Field("", title="网站标识码")
    icp: str = Field("", title="ICP 备案号")
    police: str = Field("", title="公安备案号")
    mistakes: Reached = Field("", title="网站找错的网址或邮箱")
    phone: str = Field("", title="联系电话")
    email: str = ""
    address: str = Field("", title="联系地址")
    postcode: str = ""
    arrival: str = ""
    site_url: SiteAddress = Field("", title="网站地址")
    staff_url: Reached = ""
    security: Security | None = Field(None, title="安全联系人和有效期")
    elsewhere: tuple[Elsewhere, ...] = ()
    public_months: Count | None = Field(None, title="旧值班表公开几个月")

    @property
    def wanting(self) -> tuple[tuple[str, str], ...]:
        """What a public site must say and this file does not: key and name, in the order of the file."""
        fields = type(self).model_fields
        return tuple((key, info.title) for key, info in fields.items() if info.title and not self._said(key))

    def _said(self, key: str) -> bool:
        return getattr(self, key) not in ("", None)

    def address_for(self, audience: str) -> str:
        """Give the address of an audience's site; empty where none is said."""
        return self.site_url if audience == "public" else f"{self.staff_url.rstrip('/')}/" if self.staff_url else ""

    def kept_from(self, today: date) -> date:
        """Give the first day of the oldest month whose rosters are public on a day."""
        if self.public_months is None:
            return date.min
        months = today.year * 12 + today.month - 1 - self.public_months
        return date(months // 12, months % 12 + 1, 1)


def read_center(root: Path, faults: Faults) -> Center:
    """Read the centre's file; where there is none everything is still to be said."""
    path = root / FILE
    document = read_document(path, faults) if path.is_file() else None
    return (typed(document, Center) if document else None) or Center()

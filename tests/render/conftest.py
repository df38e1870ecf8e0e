"""The sample around its amendment: November under two members a day, December under three."""

from __future__ import annotations

import pytest

from generator.data.project import Project
from tests.render.pages import Months, rosters, unpublished


@pytest.fixture(scope="module")
def project(sample: Project) -> Project:
    return unpublished(sample)


@pytest.fixture(scope="module")
def months(project: Project) -> Months:
    """November under two members a day, December under three."""
    return rosters(project, "2026-11", "2026-12")

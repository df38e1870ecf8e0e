"""What all tests share: the sample project, and the browser and fonts that CI must have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import generator
from generator.data.project import Project

ROOT = Path(__file__).parents[1]

settings.register_profile("zhiban", deadline=None)  # speed is measured elsewhere, never by a test
settings.load_profile("zhiban")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Project:
    return generator.load(ROOT)

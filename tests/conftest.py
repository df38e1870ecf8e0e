"""What all tests share: the sample project, and the browser and fonts that CI must have."""

from __future__ import annotations

from pathlib import Path

import pytest

import generator
from generator.data.project import Project

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Project:
    return generator.load(ROOT)

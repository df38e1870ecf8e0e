"""Build an invented project of any size and print what it takes.

    .venv/bin/python -m tests.scale
    .venv/bin/python -m tests.scale --units 3 --guides 12 --versions 20 --months 6 --audience staff

Wall time counts what else the machine does; the time of the processor is that of the build alone. Exit status 1 where
a bound is passed.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

from tests.scale.invent import Size, project
from tests.scale.measure import measured, passed

TODAY = date(2026, 11, 23)
SOURCE = Path(__file__).parents[2]


def main() -> int:
    """Parse, build, print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, usual in (("units", 30), ("guides", 300), ("versions", 200), ("months", 24)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--audience", choices=("public", "staff"), default="public")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the project and its site here, and leave them")
    said = parser.parse_args()
    size = Size(said.units, said.guides, said.versions, said.months)
    with tempfile.TemporaryDirectory() as folder:
        root = project(said.keep or Path(folder) / "project", SOURCE, size, TODAY, said.seed)
        figures = measured(root, said.audience, TODAY)
    print(
        f"{size.units} units, {size.guides} guides, {size.versions} versions of regulations, {size.months} months: {said.audience} site"
    )
    for title, value in figures.lines():
        print(f"{title:<44}{value:>12}")
    found = passed(figures)
    print("\n".join(f"✗ {one}" for one in found) or "every bound is kept")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())

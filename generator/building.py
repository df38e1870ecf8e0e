"""Building the site with MkDocs: beside the old one first, and in its place only when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from generator.errors import Refused
from generator.render.view import Viewer


def build(root: Path, out: Path, audience: Viewer, today: date, drafts: bool) -> int:
    """Build the site for an audience into a folder; give the number of files.

    Raises
    ------
    Refused
        If the build fails, or warns: then the site that was there before stays as it is.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice about its end of maintenance
    fresh = out.with_name(out.name + ".new")
    warnings = _Collected(level=logging.WARNING)
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(fresh), strict=False)
        config.plugins["zhiban"].config.update(audience=audience, today=today.isoformat(), drafts=drafts)
        build_with_mkdocs(config)
    except (Abort, BuildError):
        warnings.said.append("网站没有生成完")
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)
    if warnings.said:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Refused("\n".join(dict.fromkeys(warnings.said)), "改正后再运行 zhiban site；原来的网站没有变")
    count = sum(path.is_file() for path in fresh.rglob("*"))
    _replace(out, fresh)
    return count


class _Collected(logging.Handler):
    """Collects what MkDocs warns of: a dead link or a page left out is an error here."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append(record.getMessage())


def _replace(out: Path, fresh: Path) -> None:
    """Put the new site in the place of the old one."""
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)

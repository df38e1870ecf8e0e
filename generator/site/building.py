"""Building the site with MkDocs; a dead link or a page left out is an error."""

from __future__ import annotations

import logging
import os
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.errors import Refused
from generator.folders import replace_folder
from generator.render.views.persons import Viewer
from generator.site.carrying import INSIDE, carried


def build(root: Path, out: Path, audience: Viewer, today: date, drafts: bool, *, offline: bool = False) -> int:
    """Build the site for an audience into a folder; give the number of files. ``offline``: as a copy to carry.

    Raises
    ------
    Refused
        If the build fails, or warns: then the site that was there before stays as it is.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice about its end of maintenance

    def make(fresh: Path) -> None:
        warnings = _Collected(level=logging.WARNING)
        logging.getLogger("mkdocs").addHandler(warnings)
        try:
            inside = fresh / INSIDE if offline else fresh
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(inside), strict=False)
            said = {"audience": audience, "today": today.isoformat(), "drafts": drafts, "offline": offline}
            config.plugins["zhiban"].config.update(said)
            build_with_mkdocs(config)
            if offline:
                carried(fresh, config.site_name, today)
        except MkDocsException as error:
            warnings.said.append(f"网站没有生成完：{error}")
        finally:
            logging.getLogger("mkdocs").removeHandler(warnings)
        if warnings.said:
            raise Refused("\n".join(dict.fromkeys(warnings.said)), "改正后再运行 zhiban site；原来的网站没有变")

    return replace_folder(root, out, make)


class _Collected(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append(record.getMessage())

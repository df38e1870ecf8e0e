"""The MkDocs plugin: events only. It loads the project, has the pages rendered, and hands them over."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

import generator
from generator.data.files.fields import parse_day
from generator.data.project import Project
from generator.data.site.terms import FILE as TERMS
from generator.errors import ZhibanError
from generator.office import drafts
from generator.render.machines import searching
from generator.render.site import nav, pages, unlisted
from generator.render.text.finishing import secured
from generator.render.text.rare import rare_names
from generator.render.text.templating import spoken_day
from generator.render.views.citations import linked
from generator.render.views.gather import Site, gather
from generator.render.views.persons import Viewer

LOG = logging.getLogger("mkdocs.plugins.zhiban")

SOURCES = ("regulations/", "guides/", "journeys/", "forms/")
"""Folders of docs/ whose files are read as data; what readers see of them is generated."""


class ZhibanConfig(Config):
    """The options of the plugin."""

    audience = option.Choice(("public", "staff"), default="public")
    drafts = option.Type(bool, default=False)
    today = option.Type((str, date), default="")
    offline = option.Type(bool, default=False)


class ZhibanPlugin(BasePlugin[ZhibanConfig]):
    """Generated pages for ``mkdocs build`` and ``mkdocs serve``."""

    site: Site
    project: Project
    heads: dict[str, Mapping[str, Any]]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the project, take the site's name and address from it, and watch what the pages are made from."""
        try:
            self.project = generator.load(root_of(config))
        except ZhibanError as error:
            raise PluginError(f"没有生成网站：\n{error}") from None
        config.site_name = self.project.center.title or config.site_name
        config.site_url = config.site_url or self.project.center.address_for(self.config.audience)
        if self.config.offline:
            config.site_url, config.use_directory_urls = "", False
        self.heads = {}
        folders = ["rosters", "templates", *([drafts.FOLDER] if self.config.drafts else [])]
        config.watch += [str(path) for name in folders if (path := root_of(config) / name).is_dir()]
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the generated pages in the place of their sources."""
        try:
            site = self.site = self._gather(root_of(config))
            generated, config.nav, left_out = pages(site), nav(site), unlisted(site)
        except ZhibanError as error:
            raise PluginError(f"没有生成网站：\n{error}") from None
        for file in [file for file in files if is_source(file)]:
            files.remove(file)
        for path, content in generated.items():
            if files.get_file_from_path(path):
                raise PluginError(f"docs/{path} 与自动生成的页面重名\n下一步：给它换一个名字")
            level = InclusionLevel.NOT_IN_NAV if path in left_out else InclusionLevel.INCLUDED
            files.append(File.generated(config, path, content=content, inclusion=level))
        for line in rare_names(site.project):
            LOG.info(line)
        config.extra["zhiban"] = {
            "audience": site.viewer,
            "sample": any(unit.unit.sample for unit in site.project.units.values()),
            "center": site.project.center,
            "today": spoken_day(site.today),
            "offline": site.offline,
        }
        return files

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Write the links to regulations in the pages that people write; generated ones have theirs already."""
        return linked(markdown, page.file.src_uri, self.site.project.regulations, self.site.today)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Close the finished page to everything that is not the site's own."""
        return secured(output)

    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Close the page for what is not found as well."""
        return secured(output_content) if template_name.endswith(".html") else output_content

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep what a page says of itself, for the search."""
        self.heads[page.url] = page.meta

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site's own index of the search in the place of the theme's, which stands before it in mkdocs.yml."""
        theirs = Path(config.site_dir, "search/search_index.json")
        index = json.loads(theirs.read_text(encoding="utf-8"))
        try:
            own = searching.script(index["docs"], self.heads, self.site.project.terms)
        except ZhibanError as error:
            raise PluginError(f"没有生成搜索：\n{error}") from None
        Path(config.site_dir, searching.SCRIPT).write_text(own, encoding="utf-8")
        theirs.write_text(json.dumps({**index, "docs": []}), encoding="utf-8")

    def _gather(self, root: Path) -> Site:
        shown = drafts.read(self.project, root / drafts.FOLDER) if self.config.drafts else None
        viewer: Viewer = "staff" if self.config.audience == "staff" else "public"
        return gather(self.project, viewer, day_of(str(self.config.today)), shown, offline=self.config.offline)


def root_of(config: MkDocsConfig) -> Path:
    """Give the project's folder: the one of ``mkdocs.yml``."""
    return Path(config.config_file_path).resolve().parent


def is_source(file: File) -> bool:
    """Whether a file of docs/ is data of which the pages are generated."""
    data = file.src_uri.startswith(SOURCES) and Path(file.src_uri).suffix in (".md", ".yml")
    return data or file.src_uri in ("index.md", TERMS)


def day_of(said: str) -> date:
    """Give the day for which the site is built: the one that is said, else today where the units are."""
    try:
        day: date = parse_day(said) if said else datetime.now(ZoneInfo("Asia/Shanghai")).date()
    except ValueError as error:
        raise PluginError(f"mkdocs.yml 的 today：{error}") from None
    return day

"""Files and folders that are made: written beside the old one first, and in its place only when they are whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.errors import Refused

MARK = ".zhiban"
"""Stands in every folder that was made here, so that nothing else is ever replaced."""


KEPT = ("docs", "rosters", "generator", "templates", "tests", ".git")
"""Folders of a project that hold what people keep."""

SITE_FILES = (MARK, "index.html", "sitemap.xml", "mkdocs.yml")
"""Where one of these stands, there is a site, or what a site is made from."""


def outside_sites(root: Path, out: Path) -> Path:
    """Give a folder for what must never be in a site, made absolute.

    Raises
    ------
    Refused
        If ``out`` is a site's folder, lies in one, or lies in what people keep.
    """
    out = out.resolve()
    what = "不能写到这里"
    if out == root.resolve() or any(out.is_relative_to((root / name).resolve()) for name in KEPT):
        raise Refused(f"{out} 里是要保留的资料，{what}", "用 --out 指明另一个文件夹，如 private/")
    above = [folder for folder in (out, *out.parents) if folder != root.resolve()]
    sites = [root / "site", root / "site-staff"]
    inside = next((f for f in above if f in sites or any((f / name).is_file() for name in SITE_FILES)), None)
    if inside:
        raise Refused(f"{inside} 是网站的文件夹，内部资料{what}", "用 --out 指明网站以外的文件夹，如 private/")
    return out


def replace_folder(root: Path, out: Path, make: Callable[[Path], None]) -> int:
    """Make a folder anew and put it in the place of the old one; give the number of its files.

    Raises
    ------
    Refused
        If ``out`` is not a folder that was made here, or lies in the way of what people keep.
    """
    out = out.resolve()
    if root.is_relative_to(out) or any(out.is_relative_to(root / name) for name in KEPT):
        raise Refused(f"{out} 里是要保留的资料，不能写到这里", "用 --out 指明一个空文件夹")
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise Refused(f"{out} 已经存在，不是本程序生成的", "用 --out 指明一个空文件夹，或先移走它")
    fresh, old = (out.with_name(f"{out.name}.{ending}") for ending in ("new", "old"))
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        make(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    (fresh / MARK).touch()
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return sum(path.is_file() for path in out.rglob("*")) - 1


def write_whole(path: Path, content: str | bytes, *, new: bool = False) -> Path:
    """Write a file so that it is whole or absent, and flushed to disk; ``new``: never in the place of another.

    Raises
    ------
    Refused
        If ``new`` is said and a file of that name is there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    written = Path(file.name)
    if not new:
        return written.replace(path)
    try:
        os.link(written, path)  # unlike a rename, a link never replaces what is there
    except FileExistsError:
        raise Refused(f"{path.name} 已经存在，不能覆盖", "运行 zhiban check 核对") from None
    finally:
        written.unlink()
    return path

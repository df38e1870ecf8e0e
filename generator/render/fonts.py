"""The postings' font: where it is, and which characters it lacks.

Typst says nothing when a glyph is missing and prints an empty box; on a wall that box is somebody's name. So the
font is asked before anything is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from generator.errors import Refused

FAMILY = "Noto Sans SC"
PACKAGE = "justmytype_intl_cjk"
FILE = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"


@cache
def font_file() -> Path:
    """Give the font's file, from the package that carries it.

    Raises
    ------
    Refused
        If the package or its file is not there.
    """
    try:
        found = Path(str(files(PACKAGE))) / FILE
    except ModuleNotFoundError:
        found = Path(FILE)
    if not found.is_file():
        raise Refused(
            f"没有找到打印用的字体 {FAMILY}（软件包 {PACKAGE.replace('_', '-')}）",
            "运行 make venv 重新安装；没有这款字体不生成值班表，以免印出空白的姓名",
        )
    return found


@cache
def _drawn() -> frozenset[int]:
    """Give the code points that the font can draw."""
    path = font_file()
    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap())
    except (TTLibError, OSError) as error:
        raise Refused(f"打印用的字体文件 {path.name} 已损坏：{error}", "运行 make venv 重新安装") from error


def missing(text: str) -> set[str]:
    """Give the characters of a text that the font cannot draw."""
    return {character for character in text if ord(character) not in _drawn()}


def refuse_missing(content: object, where: str, labels: Mapping[str, str]) -> None:
    """Refuse JSON-like content with characters that would be printed blank; all of them are named at once.

    Parameters
    ----------
    content
        Dictionaries and lists of texts, all that is going to be printed.
    where
        What is to be printed, for the message.
    labels
        What the texts under a key are called.

    Raises
    ------
    Refused
        If the font lacks a character, or is missing itself.
    """
    lacking = [
        f"{label}“{text}”中的“{character}”（U+{ord(character):04X}）"
        for label, text in dict.fromkeys(_texts(content, labels, "文字"))
        for character in sorted(missing(text))
    ]
    if lacking:
        raise Refused(
            f"{where}有字体 {FAMILY} 不能打印的字：{'；'.join(lacking)}",
            "核对是否录入有误；确有其字的，在档案中改用字体收录的写法，再重新生成",
        )


def _texts(content: object, labels: Mapping[str, str], label: str) -> Iterator[tuple[str, str]]:
    """Yield every text with what it is called."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, labels, labels.get(key, label))
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value, labels, label)
    elif isinstance(content, str):
        yield label, content

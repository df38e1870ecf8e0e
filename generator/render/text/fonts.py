"""The fonts of what is printed: which there are, in which order they are asked, and which characters each can draw.

Typst says nothing when a glyph is missing and prints an empty box; on a wall that box is somebody's name. So the
fonts are asked before anything is rendered. A character that the first lacks is drawn by the next that has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from generator.errors import Refused
from generator.render.text.templating import TEMPLATES

FAMILY = "Noto Sans SC"
PACKAGE = "justmytype_intl_cjk"
FOLDER = "fonts/ofl"
FILE = "notosanssc/NotoSansSC[wght].ttf"
FURTHER = ("notosanstc/NotoSansTC[wght].ttf", "notosansjp/NotoSansJP[wght].ttf")
"""Of the same design and in the same package: more than two thousand further characters, most of Extension B."""
OWN = TEMPLATES / "fonts"
"""Where a centre puts fonts for names that none of these has; they are asked last."""
ENDINGS = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True)
class Rare:
    """A character that the first font lacks, with the text in which it stands; ``family``: the font that draws it."""

    label: str
    text: str
    character: str
    family: str

    def __str__(self) -> str:
        """Name the character."""
        return f"{self.label}“{self.text}”中的“{self.character}”（U+{ord(self.character):04X}）"


@cache
def font_file() -> Path:
    """Give the first font's file, from the package that carries it.

    Raises
    ------
    Refused
        If the package or its file is not there.
    """
    found = _folder() / FILE
    if not found.is_file():
        raise Refused(
            f"没有找到打印用的字体 {FAMILY}（软件包 {PACKAGE.replace('_', '-')}）",
            "运行 make venv 重新安装；没有这款字体不生成值班表，以免印出空白的姓名",
        )
    return found


def _folder() -> Path:
    try:
        return Path(str(files(PACKAGE))) / FOLDER
    except ModuleNotFoundError:
        return Path(FOLDER)


@cache
def font_files() -> tuple[Path, ...]:
    """Give the files of all fonts, in the order in which they are asked."""
    further = [file for name in FURTHER if (file := _folder() / name).is_file()]
    own = sorted(file for file in OWN.glob("*") if file.suffix.lower() in ENDINGS)
    return font_file(), *further, *own


@cache
def loaded() -> typst.Fonts:
    """Give all fonts as Typst takes them, read once."""
    folders = dict.fromkeys(file.parent for file in font_files())
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders])


@cache
def _families() -> dict[str, str]:
    return {font.path: font.family for font in loaded().fonts() if font.path}


def family(file: Path) -> str:
    """Give the name by which Typst knows a font."""
    if str(file) not in _families():
        raise _broken(file, "不是可用的字体")
    return _families()[str(file)]


def families() -> list[str]:
    """Give the names of all fonts, in the order in which they are asked."""
    return [*dict.fromkeys(family(file) for file in font_files())]


@cache
def _drawn(file: Path) -> frozenset[int]:
    """Give the code points that a font can draw."""
    try:
        with TTFont(file, lazy=True, fontNumber=0) as font:
            return frozenset(font.getBestCmap())
    except (TTLibError, OSError) as error:
        raise _broken(file, str(error)) from error


def _broken(file: Path, why: str) -> Refused:
    right = "换一个完好的字体文件，或移走它" if file.parent == OWN else "运行 make venv 重新安装"
    return Refused(f"打印用的字体文件 {file.name} 已损坏：{why}", right)


def drawn_by(character: str) -> str:
    """Name the first font that can draw a character; empty where none can."""
    return next((family(file) for file in font_files() if ord(character) in _drawn(file)), "")


def missing(text: str) -> set[str]:
    """Give the characters of a text that the first font cannot draw."""
    return {character for character in text if ord(character) not in _drawn(font_file())}


def rare(content: object, labels: Mapping[str, str]) -> list[Rare]:
    """Give the characters of JSON-like content that the first font lacks, each once for each text.

    Parameters
    ----------
    content
        Dictionaries and lists of texts, all that is going to be printed.
    labels
        What the texts under a key are called.

    Raises
    ------
    Refused
        If the font is missing or damaged.
    """
    return [
        Rare(label, text, character, drawn_by(character))
        for label, text in dict.fromkeys(_texts(content, labels, "文字"))
        for character in sorted(missing(text))
    ]


def refuse_missing(content: object, where: str, labels: Mapping[str, str]) -> None:
    """Refuse content with characters that no font can draw; all of them are named at once.

    Raises
    ------
    Refused
        If every font lacks a character, or the first is missing itself.
    """
    lacking = [str(one) for one in rare(content, labels) if not one.family]
    if lacking:
        raise Refused(
            f"{where}有各款字体都不能打印的字：{'；'.join(lacking)}",
            f"核对是否录入有误；确有其字的，把收录它的字体放进 {OWN.parent.name}/{OWN.name}/，或在档案中改用收录的写法",
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

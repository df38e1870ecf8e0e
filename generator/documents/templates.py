"""Templates of documents: where they are, and a Word template filled with words. Text from data is never markup."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from generator.data.project import Project, UnitData
from generator.errors import Refused
from generator.render.text.templating import TEMPLATES

SHIPPED = TEMPLATES / "documents"
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def template(project: Project, unit: UnitData, *names: str) -> Path:
    """Give a template: the unit's own (``rosters/<unit>/templates/``) before the one that comes with the program.

    Raises
    ------
    Refused
        If there is none.
    """
    own = project.root / "rosters" / unit.id / "templates"
    found = (folder / name for folder in (own, SHIPPED) for name in names)
    path = next((path for path in found if path.is_file()), None)
    if path is None:
        raise Refused(
            f"没有模板 {'、'.join(names)}", f"把模板放到 rosters/{unit.id}/templates/，或恢复 templates/documents/"
        )
    return path


def printable(words: Any) -> Any:
    """Give words without control characters, which a document cannot hold; line ends stay."""
    if isinstance(words, str):
        return _UNPRINTABLE.sub(" ", words)
    if isinstance(words, Mapping):
        return {key: printable(value) for key, value in words.items()}
    return [printable(value) for value in words] if isinstance(words, list | tuple) else words


def fill(path: Path, words: Mapping[str, Any]) -> bytes:
    """Fill a Word template; placeholders are Jinja's, and nothing but words can be reached from them.

    Raises
    ------
    Refused
        If the file is no Word document, or a placeholder in it is not right.
    """
    document, buffer = DocxTemplate(path), io.BytesIO()
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document.render(printable(words), environment, autoescape=True)
        document.save(buffer)
    except (PackageNotFoundError, BadZipFile, KeyError) as error:
        raise Refused(f"{path} 不是 Word 文档（.docx）", "用 Word 或 WPS 另存为 .docx") from error
    except (TemplateError, SyntaxError, ValueError, TypeError) as error:
        raise Refused(
            f"模板 {path} 里的占位符不对：{error}", f"可用的名字：{'、'.join(words)}；成对的 {{% %}} 不要拆开"
        ) from error
    return buffer.getvalue()

"""Every file of a site as the text that somebody could read in it."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

Text = tuple[str, str]
"""The name of a file, and what it says."""
PACKED = (".xlsx", ".docx")


def texts(site: Path) -> Iterator[Text]:
    """Read PDFs and office files back, unfold calendars, open what is compressed, undo the escapes of JSON."""
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".pdf":
            reader = PdfReader(path)
            yield name, "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        if path.suffix in PACKED:
            with zipfile.ZipFile(path) as packed:
                yield from (
                    (f"{name}/{part}", packed.read(part).decode("utf-8", errors="replace"))
                    for part in packed.namelist()
                )
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        # A PDF's streams are compressed: taken for UTF-8 they would hold any character by chance.
        text = content.decode("ascii" if path.suffix == ".pdf" else "utf-8", errors="replace")
        text = text.replace("\r\n ", "") if path.suffix == ".ics" else text
        yield name, json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else text


def squeezed(text: str) -> str:
    """Leave out white space, hyphens and the marks at which the search may cut a word."""
    return re.sub(r"[\s\u200b-]", "", text)

"""Lighthouse on four kinds of pages, on phone settings, served compressed as a web server does.

    make site && npm install --prefix build/lighthouse lighthouse@12.8
    .venv/bin/python -m tests.measure.lighthouse site

Needs Node and Chromium; nothing of it is needed to build or to test. Prints a table, and what is not perfect.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PAGES = {
    "首页": "",
    "办事指南": "guides/food-permit/",
    "规章制度": "regulations/duty-group/",
    "值班表": "rosters/hall/2026-11/",
}
KINDS = ("performance", "accessibility", "best-practices", "seo")
TOOL = Path("build/lighthouse/node_modules/.bin/lighthouse")
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".ics")


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; text compressed, everything with a day's cache."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self) -> io.BytesIO | None:
        """Send the head of a file's answer and give its body."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Cache-Control", "max-age=86400")
        if path.suffix in TEXT:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def measure(address: str, tool: Path) -> dict[str, Any]:
    """Give Lighthouse's report on a page."""
    flags = "--chrome-flags=--headless=new --no-sandbox"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    done = subprocess.run(
        [str(tool), address, "--quiet", "--output=json", flags, f"--only-categories={','.join(KINDS)}"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main() -> None:
    """Measure every page and print the table."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    tool = Path(sys.argv[2]) if len(sys.argv) > 2 else TOOL
    print(f"| | {' | '.join(KINDS)} | KB |\n|---|{'--:|' * (len(KINDS) + 1)}")
    told: dict[str, str] = {}
    with serving(folder) as address:
        for name, path in PAGES.items():
            report = measure(f"{address}/{path}", tool)
            scores = [f"{100 * report['categories'][kind]['score']:.0f}" for kind in KINDS]
            weight = report["audits"]["total-byte-weight"]["numericValue"] / 1024
            print(f"| {name} | {' | '.join(scores)} | {weight:.0f} |", flush=True)
            for id_, audit in report["audits"].items():
                if audit.get("score") is not None and audit["score"] < 0.9:
                    told.setdefault(f"{id_}: {audit['title']} ({audit.get('displayValue', '')})", name)
    for said, name in told.items():
        print(f"{name}: {said}")


if __name__ == "__main__":
    main()

"""Lighthouse on four kinds of pages, on phone settings, served as the nginx sample says: compressed, with its headers.

    make site && npm install --prefix build/lighthouse lighthouse@12.8
    .venv/bin/python -m tests.measure.lighthouse site

Needs Node and Chromium; nothing of it is needed to build or to test. Each page is measured three times; the table shows
the medians, below it stands what is not perfect. Measure on an idle machine: the first figure falls with its load.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from generator.render.text.finishing import policy_of_site
from generator.site.servers import sample

PAGES = {
    "首页": "",
    "办事指南": "guides/food-permit/",
    "规章制度": "regulations/duty-group/",
    "值班表": "rosters/hall/2026-11/",
}
KINDS = ("performance", "accessibility", "best-practices", "seo")
TOOL = Path("build/lighthouse/node_modules/.bin/lighthouse")
TIMES = 3
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".ics")


class Served(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as nginx does by the sample: text compressed at its level 1, its headers, its times of caching."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, sample: str, **options: Any) -> None:
        self.said = dict(re.findall(r'add_header (\S+) "?(.*?)"? always;', sample))
        self.times = re.findall(r'^ +(?:~(\S+)|default) +"(.+?)";', sample, re.MULTILINE)
        super().__init__(*args, **options)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self) -> io.BytesIO | None:
        """Send the head of a file's answer and give its body."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body, kind = path.read_bytes(), self.guess_type(str(path))
        time = next(time for wanted, time in self.times if re.search(wanted, f"{kind} {self.path}"))
        self.send_response(200)
        for name, value in {**self.said, "Cache-Control": time, "Content-Type": f"{kind}; charset=utf-8"}.items():
            self.send_header(name, value)
        if path.suffix in TEXT:
            body = gzip.compress(body, 1)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""
    said = sample("nginx", folder, "", policy_of_site(folder), staff=False)
    handler = functools.partial(Served, sample=said, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
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
            reports = [measure(f"{address}/{path}", tool) for _ in range(TIMES)]
            scores = [median(round(100 * r["categories"][kind]["score"]) for r in reports) for kind in KINDS]
            weight = reports[0]["audits"]["total-byte-weight"]["numericValue"] / 1000
            print(f"| {name} | {' | '.join(map(str, scores))} | {weight:.0f} |", flush=True)
            for id_, audit in (pair for report in reports for pair in report["audits"].items()):
                if audit.get("score") is not None and audit["score"] < 0.9:
                    told.setdefault(f"{id_}: {audit['title']}", f"{name}: {audit.get('displayValue', '')}")
    for said, seen in told.items():
        print(f"{said} ({seen})")


if __name__ == "__main__":
    main()

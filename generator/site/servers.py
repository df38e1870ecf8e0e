"""Samples of how a web server serves a finished site: the same policy as in its pages, compression, caching."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.render.text.templating import TEMPLATES

SERVERS = {"nginx": "nginx.conf.j2", "caddy": "Caddyfile.j2"}


def sample(server: str, folder: Path, address: str, policy: str, *, staff: bool) -> str:
    """Write the sample of a server; ``address`` is where the site will stand, empty where that is not known."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES / "server"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    parts = urlsplit(address or "https://zwfw.example/")
    return (
        env.get_template(SERVERS[server]).render(
            folder=folder, host=parts.netloc, base=parts.path or "/", policy=policy, staff=staff
        )
        + "\n"
    )

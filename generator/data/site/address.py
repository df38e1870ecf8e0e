"""The address at which the site stands on the web, by which paper leads to the live page."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.data.files.reading import Faults

FILES = ("rosters/center.yml", "mkdocs.yml")
"""Where the address may stand; the first that says one counts. Of both only this one key is read here."""
KEY = "site_url"
SCHEMES = ("https://", "http://")


def site_address(root: Path, faults: Faults) -> str:
    """Give the site's address with a slash at its end; empty where none is said."""
    for path in (root / name for name in FILES):
        found = _scalar(path)
        if found is None or not found.value:
            continue
        if not found.value.startswith(SCHEMES):
            mark = found.start_mark
            faults.add(path, mark.line + 1, mark.column + 1, KEY, f"“{found.value}”不是网址", "写成 https://… 这样")
            return ""
        return f"{found.value.rstrip('/')}/"
    return ""


def _scalar(path: Path) -> yaml.ScalarNode | None:
    """Give the value of the key; a file that is not YAML is for those to complain of who read it whole."""
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader) if path.is_file() else None
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    own = (value for key, value in pairs if key.value == KEY)
    return next((value for value in own if isinstance(value, yaml.ScalarNode)), None)

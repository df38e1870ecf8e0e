"""A finished site is read as a browser reads it: every fault of a small site of eight files is named, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.render.text.finishing import hashes, policy, policy_in, policy_of_site, secured
from generator.site.finished import Finished

HEAD = '<html><head>\n<meta charset="utf-8">\n<link rel="stylesheet" href="{up}a.css"></head><body>'
SITE = "https://zwfw.example/zwfw/"


def page(body: str, up: str = "") -> str:
    return secured(HEAD.format(up=up) + body)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": page(
            '<h1 id="top">甲</h1><a href="b/#x">乙</a> <a href="b/?q=1#%E4%B8%AD">丙</a> <a href="#top">丁</a>'
        ),
        "b/index.html": page(
            '<h2 id="x">x</h2><h2 id="中">y</h2><a href="../f.pdf">文件</a><a href="tel:1">1</a>', "../"
        ),
        "404.html": page('<a href="/zwfw/">首页</a>'),
        "a.css": "b { background: url(data:image/png;base64,) }",
        "f.pdf": "%PDF",
        "rosters/u/days.json": json.dumps({"days": {"2026-12-01": {"open": [], "hall": '<a href="../../b/">乙</a>'}}}),
        "sitemap.xml": f"<urlset><url><loc>{SITE}b/</loc></url></urlset>",
        "feed.atom": '<feed><entry><link href="b/"/></entry></feed>',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def faults(site: Path) -> list[str]:
    return Finished(site, SITE).faults()


def test_a_sound_site_has_no_fault(site: Path) -> None:
    assert faults(site) == []


@pytest.mark.parametrize(
    ("file", "body", "fault"),
    [
        ("index.html", '<a href="c/">x</a>', "index.html：链接没有着落：c/"),
        ("index.html", '<a href="b/#z">x</a>', "index.html：网页里没有这个位置：b/#z"),
        ("index.html", '<a href="#z">x</a>', "index.html：网页里没有这个位置：#z"),
        ("index.html", '<img src="p.png">', "index.html：链接没有着落：p.png"),
        ("index.html", '<a href="../x">x</a>', "index.html：链接指到网站外面：../x"),
        ("index.html", '<a href="/b/">x</a>', "index.html：链接从网站根目录写起，网站放到子目录下就失效：/b/"),
        ("index.html", '<a href="https://other.example/">x</a>', "index.html：指向站外：https://other.example/"),
        ("index.html", '<script src="//cdn.example/x.js"></script>', "index.html：指向站外：//cdn.example/x.js"),
        ("index.html", '<form action="c/"></form>', "index.html：链接没有着落：c/"),
        ("index.html", '<b id="q"></b><b id="q"></b>', "index.html：同一个 id 出现多次：q"),
        ("index.html", '<b style="color: red">x</b>', "index.html：有内容安全策略不允许的 style 或 on… 属性"),
        ("index.html", '<b onclick="x()">x</b>', "index.html：有内容安全策略不允许的 style 或 on… 属性"),
        ("404.html", '<a href="/b/">x</a>', "404.html：链接从网站根目录写起，网站放到子目录下就失效：/b/"),
        ("404.html", '<a href="/zwfw/c/">x</a>', "404.html：链接没有着落：/zwfw/c/"),
    ],
)
def test_every_fault_of_a_page_is_named(site: Path, file: str, body: str, fault: str) -> None:
    (site / file).write_text(page(body), encoding="utf-8")
    assert fault in faults(site)


def test_what_no_page_of_html_holds_is_read_as_well(site: Path) -> None:
    days = {"days": {"2026-12-01": {"hall": '<a href="nowhere/">x</a>'}}}
    (site / "rosters/u/days.json").write_text(json.dumps(days), encoding="utf-8")
    (site / "a.css").write_text("b { background: url('https://cdn.example/x.png') }", encoding="utf-8")
    (site / "sitemap.xml").write_text(f"<loc>{SITE}c/</loc>", encoding="utf-8")
    (site / "feed.atom").write_text('<link href="c/"/>', encoding="utf-8")
    assert faults(site) == [
        "a.css：指向站外：https://cdn.example/x.png",
        "feed.atom：链接没有着落：c/",
        "rosters/u/days.json：链接没有着落：nowhere/",
        f"sitemap.xml：链接没有着落：{'c/'}",
    ]


def test_a_page_whose_script_changed_after_the_policy_was_written_is_named(site: Path) -> None:
    text = page("<script>a()</script>").replace("a()", "b()")
    (site / "index.html").write_text(text, encoding="utf-8")
    assert faults(site) == ["index.html：内容安全策略没有列出页内脚本或样式的摘要"]
    (site / "index.html").write_text("<html></html>", encoding="utf-8")
    assert faults(site) == ["index.html：没有内容安全策略"]


def test_a_host_is_linked_to_where_it_is_allowed(site: Path) -> None:
    (site / "index.html").write_text(page('<a href="https://ok.example/x">x</a>'), encoding="utf-8")
    assert Finished(site, SITE, ["ok.example"]).faults() == []


def test_a_policy_allows_the_scripts_of_the_page_by_their_hash() -> None:
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    mark = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    html = page(
        '<script>alert(1)</script><script type="application/json">{"a": 1}</script><script src="a.js"></script>'
    )
    assert hashes(html) == ({mark}, set())
    said = policy_in(html)
    assert said == policy([mark], [])
    assert said.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in said
    assert html.index("Content-Security-Policy") < html.index("<link")


def test_the_policy_of_a_site_holds_the_scripts_of_all_pages(site: Path) -> None:
    (site / "index.html").write_text(page("<script>a()</script>"), encoding="utf-8")
    (site / "b/index.html").write_text(page("<script>b()</script>"), encoding="utf-8")
    assert policy_of_site(site).count("sha256-") == 2


def test_a_page_weighs_what_it_loads(site: Path) -> None:
    assert set(Finished(site, SITE).weight()) == {"index.html", "a.css"}

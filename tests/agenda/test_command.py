"""``zhiban agenda``: the month, what is due, and what is said when it is called wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), "agenda", *words, "--today", "2026-11-24"])


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_month_is_printed_with_days_and_articles(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "2026-12", "--unit", "social-security") == 0
    said = squeezed(capsys.readouterr().out)
    assert "2026年12月会议和期限" in said
    assert "12月21日" in said
    assert "《窗口工作纪律》" in said
    assert "日期还不能确定的" in said


def test_what_is_due_says_until_when_and_by_whom(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--due", "--days", "0", "--unit", "social-security") == 0
    said = squeezed(capsys.readouterr().out)
    assert "今天17:30督导记录交办公室" in said
    assert "督导桌牌和胸牌交接" in said


def test_a_wrong_call_is_said_in_chinese(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "2026-13") == 1
    assert "不是月份" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(root, "--days", "x")
    assert "“x”不是天数" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["agenda", "--help"])
    assert ended.value.code == 0
    assert "例子：\n  zhiban agenda 2026-12" in capsys.readouterr().out

"""Regulations and guides of an invented project: real in length and form, and about nothing."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

WORK = ("登记", "备案", "许可", "核准", "变更", "延续", "注销", "补证", "查询", "年报")
TRADES = (
    "食品经营",
    "公共场所卫生",
    "道路货运",
    "人力资源服务",
    "出版物零售",
    "户外广告",
    "医疗机构执业",
    "民办学校",
    "烟花爆竹",
    "小作坊",
)
CLAUSES = (
    "窗口工作人员应当按时到岗，工作时间内不得擅自离开岗位，确需离开的，应当落实顶岗人员并告知带班人员",
    "收到的材料应当当场查看，齐全的当场受理，需要补正的一次告知全部内容，并记录告知的时间和经办人",
    "值班人员应当如实填写值班记录，写明来访、来电、办理情况和需要交接的事项，由带班人员审阅",
    "遇到超出本部门职责的事项，应当先接待、再引导，不得推诿，并在当日将情况告知承办部门",
    "各科室每月核对一次本科室的承诺时限，超过时限的逐件说明原因，报办公室汇总",
    "对老年人、残疾人和孕妇，应当优先接待，并按其需要提供代为填写、大字材料和陪同办理的帮助",
    "设备发生故障时，应当立即启用备用设备，向办事群众说明情况，并记录故障的起止时间",
)
NUMBERS = ["三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


def regulations(root: Path, source: Path, units: list[str], versions: int, dice: random.Random) -> None:
    """Write regulations with two versions each: one on the duties of every unit, the others on anything."""
    register = yaml.safe_load((source / "docs/regulations/register.yml").read_text(encoding="utf-8"))
    write_yaml(root / "docs/regulations/register.yml", {key: register[key] for key in ("groups", "topics")})
    topics = [*register["topics"]]
    names = [f"{unit}-duty" for unit in units]
    names += [f"{units[i % len(units)]}-r{i:03d}" for i in range(max(0, versions // 2 - len(units)))]
    for number, name in enumerate(names, 1):
        topic = topics[number % len(topics)]
        for day in ("2020-01-01", "2026-01-01"):
            head = {
                "title": f"第{number}号{dice.choice(WORK)}管理办法",
                "issuer": name.partition("-")[0],
                "number": f"示例〔{day[:4]}〕{number}号",
                "published": f"{int(day[:4]) - 1}-12-01",
                "topics": [topic],
                "summary": f"{dice.choice(CLAUSES)}。",
                "parameters": {"on_duty": {"value": 1, "unit": "人", "article": "staffing"}},
            }
            texts = ["".join(f"{one}。" for one in dice.sample(CLAUSES, 3)) for _ in range(10)]
            articles = [
                "## 第一条 人数 {#staffing}\n\n每班 {{ on_duty }} 人。",
                "## 第二条 时间 {#hours}\n\n工作日 8:30 至 17:30。",
            ]
            articles += [f"## 第{NUMBERS[i]}条 {dice.choice(WORK)} {{#a{i}}}\n\n{text}" for i, text in enumerate(texts)]
            body = "\n\n".join(articles)
            write(root / f"docs/regulations/{name}/{day}.md", f"---\n{dumped(head)}---\n{body}\n")


def guide(root: Path, source: Path, unit: str, number: int, dice: random.Random) -> None:
    """Write a guide: the sample's with another name, place and bases."""
    text = (source / "docs/guides/food-permit.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    head = yaml.safe_load(front)
    title = f"{TRADES[number % len(TRADES)]}{WORK[number // len(TRADES) % len(WORK)]}（{number}）"
    head |= {
        "title": title,
        "also": [f"办{title}"],
        "unit": unit,
        "department": "first",
        "post": "w1" if number % 2 else "w5",
    }
    head |= {"base_code": f"示例-JB-{number:04d}", "local_code": f"示例-SS-{number:04d}"}
    head["legal_basis"] = [basis for basis in head["legal_basis"] if "law" in basis] + [
        {"regulation": f"§{unit}-duty#staffing"}
    ]
    head["supervision"] |= {"window": "w1"}
    questions = [part for part in body.split("\n### ")[1:] if "](" not in part]
    dice.shuffle(questions)
    write(
        root / f"docs/guides/g{number:03d}.md",
        f"---\n{dumped(head)}---\n示例，内容均为虚构。\n\n## 常见问题\n\n"
        + "".join(f"### {q.strip()}\n\n" for q in questions),
    )


def dumped(said: object) -> str:
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)


def write_yaml(path: Path, said: object) -> None:
    """Write a file of data."""
    write(path, dumped(said))


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

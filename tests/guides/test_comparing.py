"""A platform's export beside the site: every difference by item and element, and guides for what is new."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from generator.cli import main
from generator.data.guides.exports import HEADINGS, Item, ItemMaterial, in_cell, read_export
from generator.data.project import Project
from generator.errors import InputErrors, Refused
from generator.guides import comparing, importing
from generator.guides.comparing import parse_limit

TODAY = date(2026, 11, 25)
EXPORTS = Path(__file__).parent / "exports"


def said(project: Project, items: list[Item]) -> list[tuple[str, str]]:
    return [(d.title, str(d)) for d in comparing.compare(project, items, TODAY) if not d.absent]


def own(project: Project, guide: str, **changed: str) -> Item:
    """An export's row that says what a guide says, but for what is changed."""
    elements = project.guides[guide].elements
    right = {
        "title": elements.title,
        "local_code": elements.local_code,
        "type": elements.type,
        "class": elements.class_,
    }
    return Item(2, {**right, **changed})


def test_every_difference_of_the_sample_export_is_told_by_element(root: Path, sample: Project) -> None:
    food, new = "食品经营许可（新办）", "公共场所卫生许可"
    assert said(sample, read_export(EXPORTS / "items.xlsx", root)) == [
        (food, "联系电话：平台“000-0000-2055”，本站“000-0000-2005”"),
        (
            food,
            "设定依据：平台“《食品经营许可管理办法》（国家食品药品监督管理总局令第17号）第六条”，本站“没有写”",
        ),
        (
            food,
            "设定依据：平台“没有写”，本站“《食品经营许可和备案管理办法》（国家市场监督管理总局令第78号）第四条、第十二条”",
        ),
        (food, "设定依据：平台“没有写”，本站“《限时办结制度》第五条”"),
        (food, "承诺时限：平台“3工作日”，本站“5 个工作日”"),
        (food, "办理材料“营业执照”的份数：平台“2”，本站“1”"),
        (
            food,
            "办理材料“食品安全自查、从业人员健康管理、进货查验记录和食品安全事故处置制度目录清单”的必要性：平台“必要”，本站“容缺”",
        ),
        (food, "办理材料：平台“从业人员健康证明”，本站“没有写”"),
        (food, "办理材料：平台“没有写”，本站“代理人身份证件”"),
        (new, "事项：平台“有”，本站“没有这个事项的办事指南”"),
    ]  # the house's transfer is the same in every column, its limits with the unit in the number's own cell


def test_a_csv_of_a_chinese_program_with_materials_in_a_cell_is_read_as_well(root: Path, sample: Project) -> None:
    items = read_export(EXPORTS / "items.csv", root)
    assert [item.title for item in items] == ["公共场所卫生许可", "不动产转移登记（存量房买卖）"]
    assert [m.name for m in items[0].materials] == ["公共场所卫生许可申请表", "卫生检测报告", "授权委托书"]
    assert [title for title, _ in said(sample, items)] == ["公共场所卫生许可"]


def test_what_the_site_has_and_the_export_lacks_is_said_of_its_own_bodies(sample: Project) -> None:
    absent = [d for d in comparing.compare(sample, [own(sample, "town-birth-notice")], TODAY) if d.absent]
    town = {g.elements.title for g in sample.guides.values() if g.elements.unit == "town"}
    assert {d.title for d in absent} == town - {"生育登记"}


@pytest.mark.parametrize(
    ("column", "text", "element"),
    [
        ("title", "食品经营许可", "事项名称"),
        ("base_code", "示例-JB-SCJG-0002", "基本编码"),
        ("type", "公共服务", "事项类型"),
        ("class", "即办件", "办件类型"),
        ("unit", "青禾县市场监督管理局（示例）", "实施主体"),
        ("department", "税务", "办理部门"),
        ("legal_basis", "《中华人民共和国食品安全法》（2021年修正）第三十五条", "设定依据"),
        ("audience", "自然人、企业法人", "服务对象"),
        ("conditions", "1.已取得营业执照", "申请条件"),
        ("procedure", "申请→受理→决定", "办理流程"),
        ("statutory_limit", "20个工作日", "法定办结时限"),
        ("promised_limit", "5日", "承诺时限"),
        ("visits", "2", "到现场次数"),
        ("result", "食品许可证", "办理结果"),
        ("charged", "是", "是否收费"),
        ("fee", "每件50元", "收费标准"),
        ("fee_basis", "地方规定", "收费依据"),
        ("place", "6号企业登记窗口", "办理地点"),
        ("hours", "8:30-11:30，14:30-17:30", "办理时间"),
        ("phone", "000-0000-2006", "联系电话"),
    ],
)
def test_each_element_is_compared(sample: Project, column: str, text: str, element: str) -> None:
    found = said(sample, [own(sample, "food-permit", **{column: text})])
    assert found
    assert all(line.startswith(f"{element}：") for _, line in found)


def test_what_is_the_same_in_other_marks_is_no_difference(sample: Project) -> None:
    same = {
        "title": "食品经营许可(新办)",
        "unit": "青禾县政务服务中心(示例)",
        "audience": "事业单位法人,企业法人;个体工商户 非法人组织",
        "procedure": "1.申请——2.受理——3.审查——4.决定——5.送达",
        "statutory_limit": "10",
        "statutory_unit": "个工作日",
        "promised_limit": "5个工作日",
        "visits": "1次",
        "hours": "周一至周五 8：30至17：30",
        "phone": "0000000 2005",
        "place": "示例路1号5号食品经营许可窗口",
        "charged": "否",
    }
    assert said(sample, [own(sample, "food-permit", **same)]) == []


@pytest.mark.parametrize(
    ("text", "unit", "limit"),
    [
        ("10", "工作日", "10 个工作日"),
        ("10个工作日", "", "10 个工作日"),
        ("15日", "", "15 自然日"),
        ("3天", "工作日", "3 自然日"),
        ("30分钟", "", "30 分钟"),
        ("即办", "", "None"),
        ("10", "", "None"),
    ],
)
def test_limits_are_read_as_platforms_write_them(text: str, unit: str, limit: str) -> None:
    assert str(parse_limit(text, unit)) == limit


def test_materials_of_a_cell_tell_form_copies_and_need() -> None:
    found = list(in_cell("1.申请书（原件 2 份，必要）\n（2）身份证（原件，核验后退回，1份）；3、合同（买卖双方签订）"))
    assert found == [
        ItemMaterial("申请书", "原件", "2", "", "必要"),
        ItemMaterial("身份证", "原件（核验后退回）", "1"),
        ItemMaterial("合同（买卖双方签订）"),
    ]


def test_bad_rows_are_told_all_at_once(root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "items.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = [["事项名称", "实施编码"], ["甲", "1"], ["", "2"], ["乙", "1"], ["", ""]]
        csv.writer(file).writerows(rows)
    with pytest.raises(InputErrors) as caught:
        read_export(sheet, root)
    assert [(f.line, f.what) for f in caught.value.faults] == [(3, "没有写事项名称"), (4, "与第 2 行重复")]


def test_a_table_without_names_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("名称,编码\n甲,1\n", encoding="utf-8")
    with pytest.raises(Refused, match="没有“事项名称”这一列"):
        read_export(tmp_path / "items.csv", root)


def test_new_items_become_guides_that_say_what_they_lack(root: Path, sample: Project, tmp_path: Path) -> None:
    items = read_export(EXPORTS / "items.xlsx", root)
    ((path, lacking),) = importing.take_in(sample, items, tmp_path, TODAY)
    assert path.name == "gonggongchangsuoweishengxuke.md"
    head = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    assert head["title"] == "公共场所卫生许可"
    assert (head["unit"], head["department"], head["post"]) == ("hall", "general", "w01")
    assert head["promised_limit"] == {"value": 8, "unit": "工作日"}
    assert head["legal_basis"] == [{"law": "公共场所卫生管理条例", "version": "2019年修订", "article": "第四条"}]
    assert [m["name"] for m in head["materials"]] == ["公共场所卫生许可申请表", "卫生检测报告"]
    assert [s["step"] for s in head["procedure"]] == ["申请", "受理", "审查", "决定"]
    assert "法律救济（remedies）" in lacking
    assert not any(title in " ".join(lacking) for title in ("事项名称", "设定依据", "申请条件", "承诺时限"))
    before = path.read_bytes()
    with pytest.raises(Refused, match="不能覆盖"):
        importing.take_in(sample, items, tmp_path, TODAY)
    assert path.read_bytes() == before


def test_the_commands_say_it_and_give_their_status(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--root", str(root), "guides"]
    assert main([*call, "compare", str(EXPORTS / "items.xlsx"), "--today", "2026-11-25"]) == 1
    out = capsys.readouterr().out
    assert "食品经营许可（新办）（docs/guides/food-permit.md）" in out
    assert "平台的文件里有 3 个事项，2 个有不一致，共 10 处" in out
    assert main([*call, "import", str(EXPORTS / "items.xlsx"), "--out", str(tmp_path), "--today", "2026-11-25"]) == 0
    assert "写在文件开头" in capsys.readouterr().out
    assert main([*call, "compare", str(tmp_path / "none.xlsx")]) == 1
    assert main([*call, "supplement", "food-permit", "--missing", "2，4", "--out", str(tmp_path / "a.pdf")]) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert main([*call, "notice", "food-permi", "--out", str(tmp_path / "b.pdf")]) == 1
    assert "最接近的是“food-permit”" in capsys.readouterr().err


def test_headings_are_found_below_a_title_and_with_their_marks(root: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["2026年实施清单"])
    book.active.append([None])
    book.active.append([" 事项名称 *", "承诺时限（必填）"])
    book.active.append(["甲", 5.0])
    book.save(tmp_path / "items.xlsx")
    (item,) = read_export(tmp_path / "items.xlsx", root)
    assert item.said == {"title": "甲", "promised_limit": "5"}
    assert len({word for words in HEADINGS.values() for word in words}) == sum(map(len, HEADINGS.values()))

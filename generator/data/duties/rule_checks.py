"""How rules are used in units, duties and contracts: names, strengths, figures and lists that the rule knows."""

from __future__ import annotations

from generator.data.files.names import KnownRules, OfNames, Read, known
from generator.data.files.reading import Document, Place
from generator.data.units.unit import Rules, RuleUse


def check_rules(document: Document, place: Place, uses: Rules, rules: KnownRules, scope: str, read: Read) -> None:
    """Report uses of rules that do not fit."""
    own = {name for name, rule in rules.items() if rule.scope == scope}
    for i, use in enumerate(uses):
        here = (*place, i, use.name)
        known(document, here, use.name, own, "规则")
        if use.name not in own:
            continue
        rule = rules[use.name]
        if use.strength and use.strength not in rule.strengths:
            document.fault((*here, "strength"), f"这条规则不能是 {use.strength}", f"可用：{'、'.join(rule.strengths)}")
        if rule.of_names:
            _of_names(document, here, use, rule.of_names, read)
            continue
        for figure in (*use.figures, *use.lists):
            known(document, (*here, figure), figure, rule.figures | rule.optional, "规则参数")
            if figure in use.lists:
                document.fault((*here, figure), "写的是一个列表", "应是一个数或条文参数")
        for figure in sorted(rule.figures - set(use.figures)):
            document.fault(here, f"缺少规则参数“{figure}”")


def _of_names(document: Document, here: Place, use: RuleUse, kind: OfNames, read: Read) -> None:
    """Look at a rule that says something of each duty or group it names: a figure, or a list of names."""
    names, what = (read.names("groups"), "人员范围") if kind == "group: groups" else (read.duties, "值班")
    figures = kind == "duty: figure"
    right = "应是一个数或条文参数" if figures else f"应是{what}的列表，如 [名称]"
    for name in (*use.figures, *use.lists):
        known(document, (*here, name), name, names, what)
    for name in use.lists if figures else use.figures:
        document.fault((*here, name), "写法不对", right)
    for name, others in () if figures else use.lists.items():
        for i, other in enumerate(others):
            known(document, (*here, name, i), other, names, what)
    if not use.figures and not use.lists:
        document.fault(here, f"没有写是哪种{what}", right)

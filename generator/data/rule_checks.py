"""How rules are used in units, duties and contracts: names, strengths, figures and lists that the rule knows."""

from __future__ import annotations

from generator.data.names import KnownRules, Read, known
from generator.data.reading import Document, Place
from generator.data.unit import Rules, RuleUse


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
        if rule.of_duties:
            _of_duties(document, here, use, rule.of_duties, read)
            continue
        for figure in (*use.figures, *use.lists):
            known(document, (*here, figure), figure, rule.figures | rule.optional, "规则参数")
            if figure in use.lists:
                document.fault((*here, figure), "写的是一个列表", "应是一个数或条文参数")
        for figure in sorted(rule.figures - set(use.figures)):
            document.fault(here, f"缺少规则参数“{figure}”")


def _of_duties(document: Document, here: Place, use: RuleUse, kind: str, read: Read) -> None:
    """A rule that says something of each duty it names: a figure, or the list of other duties."""
    wrong, right = (
        (use.lists, "应是一个数或条文参数") if kind == "figure" else (use.figures, "应是值班的列表，如 [day]")
    )
    for duty in (*use.figures, *use.lists):
        known(document, (*here, duty), duty, read.duties, "值班")
    for duty in wrong:
        document.fault((*here, duty), "写法不对", right)
    for duty, others in use.lists.items() if kind == "list" else ():
        for i, other in enumerate(others):
            known(document, (*here, duty, i), other, read.duties, "值班")
    if not use.figures and not use.lists:
        document.fault(here, "没有写是哪种值班", right)

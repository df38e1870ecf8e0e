"""A CP-SAT model as plain linear constraints over integers, so that another solver, or a part of it, can be solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from generator.errors import RuleError

MODEST = 2**30

Terms = tuple[tuple[int, int], ...]
"""Indices of variables with their coefficients."""


@dataclass(frozen=True)
class Row:
    """low <= sum(terms) <= high; None where there is no bound."""

    terms: Terms
    low: int | None
    high: int | None

    def kept(self, values: Sequence[int]) -> bool:
        """Whether values keep the row."""
        total = sum(n * values[index] for index, n in self.terms)
        return (self.low is None or self.low <= total) and (self.high is None or total <= self.high)


@dataclass(frozen=True)
class Linear:
    """Rows, the bounds of each variable by index, and what is minimised, with its constant."""

    rows: tuple[Row, ...]
    bounds: tuple[tuple[int, int], ...]
    weights: dict[int, int]
    constant: int

    def value(self, values: Sequence[int] | Mapping[int, int]) -> int:
        """Give what values of the variables cost."""
        return self.constant + sum(n * values[index] for index, n in self.weights.items())

    @property
    def modest(self) -> bool:
        """Whether all sums are small enough to be exact, with room to spare, in floating-point numbers."""
        sums = (self.weights.items(), *(row.terms for row in self.rows))
        return all(sum(abs(n) * max(map(abs, self.bounds[i])) for i, n in terms) < MODEST for terms in sums)

    def kept(self, values: Sequence[int]) -> bool:
        """Whether values keep every bound and every row, exactly."""
        inside = all(low <= value <= high for value, (low, high) in zip(values, self.bounds, strict=True))
        return inside and all(row.kept(values) for row in self.rows)


def linear(model: cp_model.CpModel) -> Linear:
    """Read a model; only what a posting and its structure write is known.

    Raises
    ------
    RuleError
        If the model holds a constraint that no posting writes.
    """
    proto = model.proto
    objective = zip(proto.objective.vars, proto.objective.coeffs, strict=True)
    return Linear(
        tuple(row for constraint in proto.constraints for row in _rows(constraint)),
        tuple((domain[0], domain[-1]) for domain in (list(variable.domain) for variable in proto.variables)),
        dict(objective),
        round(proto.objective.offset),
    )


def _rows(constraint: Any) -> Iterator[Row]:
    """Yield the rows of a constraint. To ask one for what it is not would make it that, and lose what it is."""
    if constraint.has_linear():
        low, *_, high = constraint.linear.domain
        terms = tuple(zip(constraint.linear.vars, constraint.linear.coeffs, strict=True))
        yield Row(terms, low if low > -(2**62) else None, high if high < 2**62 else None)
    elif constraint.has_lin_max():  # a Boolean that is true exactly if one of several is
        (target,) = constraint.lin_max.target.vars
        some = [tuple(zip(said.vars, said.coeffs, strict=True)) for said in constraint.lin_max.exprs]
        for terms in some:
            yield Row((*terms, (target, -1)), None, 0)
        yield Row(((target, 1), *((index, -n) for terms in some for index, n in terms)), None, 0)
    elif constraint.has_at_most_one():
        yield _literals(constraint.at_most_one.literals, None, 1)
    elif constraint.has_exactly_one():
        yield _literals(constraint.exactly_one.literals, 1, 1)
    elif constraint.has_bool_or():
        yield _literals(constraint.bool_or.literals, 1, None)
    elif constraint.has_bool_and():  # of nothing, where a limit concerns nobody and is kept
        yield from (_literals([literal], 1, None) for literal in constraint.bool_and.literals)
    else:
        raise RuleError(f"模型里有不认识的约束：{constraint}")


def _literals(literals: Any, low: int | None, high: int | None) -> Row:
    """Bound the number of literals that are true; a negated one is 1 - x."""
    terms = tuple((i, 1) if i >= 0 else (-i - 1, -1) for i in literals)
    negated = sum(n < 0 for _, n in terms)
    return Row(terms, low if low is None else low - negated, high if high is None else high - negated)

"""Which products to inspect: a risk score from named facts, and a draw anyone can repeat.

The order of a draw comes from SHA-256 over seed and product, so the same seed gives the same
products on every machine, whatever the order of the candidates.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.inspections.rules.loading import load_document

RISK, RANDOM = "risk", "random"


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason to look: so many `points` each, counted at most `most` times."""

    name: str
    label: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Weights:
    """A version of the risk points with its basis; `factors` in the order reasons are shown."""

    version: str
    basis: str
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that may be drawn; `facts` counts each factor (1 for a plain yes)."""

    id: int
    facts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a product scores: the factor, how often it counted, the points it gave."""

    factor: str
    label: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn product: through which share, with what score and why."""

    id: int
    share: str
    points: int
    reasons: tuple[Reason, ...]


@cache
def all_weights() -> tuple[Weights, ...]:
    """Every version, the newest last."""
    return tuple(
        Weights(row["version"], row["basis"], tuple(Factor(**one) for one in row["factors"]))
        for row in load_document("weights.yaml")
    )


def weights_of(version: str) -> Weights:
    """The version of that name. Raises KeyError where there is none."""
    for weights in all_weights():
        if weights.version == version:
            return weights
    raise KeyError(version)


def current_weights() -> Weights:
    """The version new plans use."""
    return all_weights()[-1]


def reasons_for(facts: Mapping[str, int], weights: Weights) -> tuple[Reason, ...]:
    """The factors that count for a product, each with its points."""
    counted = (
        (factor, min(max(facts.get(factor.name, 0), 0), factor.most)) for factor in weights.factors
    )
    return tuple(
        Reason(factor.name, factor.label, count, count * factor.points)
        for factor, count in counted
        if count
    )


def risk_points(facts: Mapping[str, int], weights: Weights) -> int:
    """The sum of the reasons' points."""
    return sum(reason.points for reason in reasons_for(facts, weights))


def choose_sample(
    candidates: Sequence[Candidate],
    size: int,
    seed: str,
    weights: Weights,
    *,
    risk_percent: int = 50,
) -> list[Drawn]:
    """Draw `size` products (all where there are fewer), highest risk first, then by chance.

    `risk_percent` of the sample, rounded up, goes to the highest scores; the rest is drawn from
    everyone left with equal chances. Ties are settled by the seed.
    """
    size = min(max(size, 0), len(candidates))
    by_risk = -(-size * risk_percent // 100)
    scored = [(risk_points(one.facts, weights), _lot(seed, one.id), one) for one in candidates]
    scored.sort(key=lambda row: (-row[0], row[1]))
    by_chance = sorted(scored[by_risk:], key=lambda row: row[1])[: size - by_risk]
    chosen = [(RISK, row) for row in scored[:by_risk]] + [(RANDOM, row) for row in by_chance]
    return [
        Drawn(one.id, share, points, reasons_for(one.facts, weights))
        for share, (points, _, one) in chosen
    ]


def next_in_draw(
    candidates: Sequence[Candidate], taken: frozenset[int], seed: str
) -> Candidate | None:
    """Who replaces a drawn product: the first by the same lots among those not drawn."""
    left = [one for one in candidates if one.id not in taken]
    return min(left, key=lambda one: _lot(seed, one.id)) if left else None


def redraw(content: Mapping[str, Any]) -> list[int]:
    """The ids a frozen draw gives when it is done again from its own content."""
    kept = content["weights"]
    weights = Weights(
        kept["version"], kept["basis"], tuple(Factor(**row) for row in kept["factors"])
    )
    candidates = [Candidate(row[0], dict(row[1])) for row in content["candidates"]]
    drawn = choose_sample(
        candidates,
        content["size"],
        content["seed"],
        weights,
        risk_percent=content["risk_percent"],
    )
    return [one.id for one in drawn]


def _lot(seed: str, product: int) -> bytes:
    return hashlib.sha256(f"{seed}:{product}".encode()).digest()

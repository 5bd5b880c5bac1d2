"""Before and after: the result of an upgrade or re-evaluation beside the star it builds on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ocop.councils.models import CouncilResult
from ocop.dossiers.models import Dossier
from ocop.law.loading import load_rubric
from ocop.register.models import Recognition


@dataclass(frozen=True)
class PartChange:
    """One part of the sheet; `before` is None where the old points are not recorded."""

    code: str
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True)
class CriterionChange:
    """The council's mean at one criterion, then and now."""

    code: str
    name: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Points gained, negative where lost."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Old star and points beside the new ones; `criteria` only where both used the same sheet."""

    before: Recognition
    after: CouncilResult
    parts: tuple[PartChange, ...]
    criteria: tuple[CriterionChange, ...]

    @property
    def difference(self) -> Decimal | None:
        """Points gained in all; None where the old total is not recorded."""
        return None if self.before.total is None else self.after.total - self.before.total

    @property
    def changed(self) -> tuple[CriterionChange, ...]:
        """The criteria with other points than before, in the sheet's order."""
        return tuple(row for row in self.criteria if row.difference)


def comparison_of(dossier: Dossier, result: CouncilResult) -> Comparison | None:
    """The comparison of one result; None for a first evaluation. Three queries at most."""
    before = dossier.builds_on
    if before is None:
        return None
    old = (before.part_a, before.part_b, before.part_c)
    new = (result.part_a, result.part_b, result.part_c)
    return Comparison(
        before=before,
        after=result,
        parts=tuple(
            PartChange(code, was, now) for code, was, now in zip("ABC", old, new, strict=True)
        ),
        criteria=tuple(_criteria(dossier, result)),
    )


def _criteria(dossier: Dossier, result: CouncilResult) -> list[CriterionChange]:
    if dossier.prefilled_from_id is None:
        return []
    earlier = (
        CouncilResult.objects.filter(dossier__submissions=dossier.prefilled_from_id)
        .select_related("snapshot")
        .order_by("-pk")
        .first()
    )
    if earlier is None:
        return []
    was, now = _content(earlier), _content(result)
    if any(was[key] != now[key] for key in ("instrument", "set", "rubric_sha256")):
        return []
    before, after = _means(was), _means(now)
    return [
        CriterionChange(leaf.code, leaf.name, before[leaf.code], after[leaf.code])
        for leaf in load_rubric(dossier.instrument, dossier.set_number).leaves
        if leaf.code in before and leaf.code in after
    ]


def _content(result: CouncilResult) -> Mapping[str, Any]:
    content: dict[str, Any] = json.loads(result.snapshot.content)
    return content


def _means(content: Mapping[str, Any]) -> dict[str, Decimal]:
    return {row["code"]: Decimal(row["mean"]) for row in content["criteria"] if "mean" in row}

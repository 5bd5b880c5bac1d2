"""Scoring in one place: a sheet, a council, a star."""

from ocop.law.ranking import BlockedMark, Ranking, rank
from ocop.law.sheets import SheetScore, score_sheet
from ocop.law.tally import CouncilScore, CriterionTally, aggregate

__all__ = [
    "BlockedMark",
    "CouncilScore",
    "CriterionTally",
    "Ranking",
    "SheetScore",
    "aggregate",
    "rank",
    "score_sheet",
]

"""Whether written opinions agree (Điều 7.6.d QĐ 26/2026/QĐ-TTg). Pure: no Django."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Level = tuple[int | None, int]
"""A case (None where there are none) and the number of the level."""


class Ground(StrEnum):
    """Why written opinions are not enough."""

    ASKED = "asked"
    SPREAD = "spread"
    STAR = "star"
    LEVEL = "level"
    STOP = "stop"


@dataclass(frozen=True)
class WrittenOpinion:
    """One returned sheet: its total, its star alone, its levels at the criteria with star marks,
    the grounds to stop it raises, and why its member asks for a meeting ("" where not)."""

    represents: str
    total: Fraction
    star: int | None
    levels: Mapping[str, Level] = field(default_factory=dict)
    stops: frozenset[str] = frozenset()
    asks_meeting: str = ""


@dataclass(frozen=True)
class Difference:
    """One reason to meet, in words without anybody's points."""

    ground: Ground
    words: str


def written_differences(
    opinions: Sequence[WrittenOpinion], *, limit: int, rule: str
) -> list[Difference]:
    """Why these opinions do not agree; an empty list is "ý kiến thống nhất".

    `limit` is the regulation's most points between two totals, `rule` its `written_difference`:
    "levels" or "stars". A request for a meeting and a ground to stop that only some raise always
    count.
    """
    return [
        *_requests(opinions),
        *_stops(opinions),
        *_totals(opinions, limit),
        *(_levels(opinions) if rule == "levels" else ()),
    ]


def _requests(opinions: Sequence[WrittenOpinion]) -> Iterator[Difference]:
    for each in opinions:
        if each.asks_meeting:
            words = f"{each.represents} đề nghị họp: {each.asks_meeting.rstrip('.')}."
            yield Difference(Ground.ASKED, words)


def _stops(opinions: Sequence[WrittenOpinion]) -> Iterator[Difference]:
    if len({each.stops for each in opinions}) > 1:
        yield Difference(Ground.STOP, "Chỉ một số thành viên nêu lý do dừng đánh giá.")


def _totals(opinions: Sequence[WrittenOpinion], limit: int) -> Iterator[Difference]:
    if any(each.stops for each in opinions):
        return  # a stopped sheet holds a subtotal
    totals = [each.total for each in opinions]
    if totals and max(totals) - min(totals) > limit:
        yield Difference(Ground.SPREAD, f"Tổng điểm của các phiếu chênh nhau quá {limit} điểm.")
    if len({each.star for each in opinions}) > 1:
        yield Difference(Ground.STAR, "Hạng theo từng phiếu khác nhau.")


def _levels(opinions: Sequence[WrittenOpinion]) -> Iterator[Difference]:
    codes = dict.fromkeys(code for each in opinions for code in each.levels)
    differing = [code for code in codes if len({each.levels.get(code) for each in opinions}) > 1]
    if differing:
        yield Difference(
            Ground.LEVEL,
            f"Mức chọn khác nhau ở tiêu chí có dấu sao: {', '.join(differing)}.",
        )

"""From points and marks to a star (phân hạng), with everything that explains it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ocop.law.answers import Answer, AnswerTable
from ocop.law.rubric import Gate, Mark

PROVINCE, MINISTRY = "province", "ministry"
CERTIFIED_FROM = 3


@dataclass(frozen=True, slots=True)
class BlockedMark:
    """A mark that is not reached: which level it needs and which was given (0: none of them)."""

    mark: Mark
    has_option: int
    has_points: int

    @property
    def star(self) -> int:
        """The mark's own star."""
        return self.mark.star


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome of one set of points.

    `band_star` is the star of the points alone, `star` the star in law; both are None while a gate
    stands or an answer is missing, `star` alone while the council has to settle `undecided`
    criteria. A `star` of 2 with a `band_star` of 3 or more means "chưa đạt 3 sao".
    `recognised_by` is "province" or "ministry" (the body of today's law), None where none does.
    """

    total: Fraction
    band_star: int | None
    star: int | None
    blocked: tuple[BlockedMark, ...]
    gates: tuple[Gate, ...]
    missing: tuple[str, ...]
    undecided: tuple[str, ...] = ()

    @property
    def recognised_by(self) -> str | None:
        """Điều 4.1 QĐ 26/2026: 3 and 4 stars the province, 5 stars the ministry."""
        if self.star is None or self.star < CERTIFIED_FROM:
            return None
        return MINISTRY if self.star == 5 else PROVINCE

    @property
    def certificate(self) -> bool:
        """Whether a certificate follows (from 3 stars, Điều 4.1.a)."""
        return self.recognised_by is not None

    @property
    def missed_three_by_mark(self) -> bool:
        """Whether the points reach 3 stars and a mark does not: "Chưa đạt 3 sao"."""
        return self.star == 2 and self.band_star is not None and self.band_star >= CERTIFIED_FROM


def rank(
    table: AnswerTable,
    total: Fraction,
    chosen: Sequence[Answer | None],
    *,
    gates: Iterable[Gate] = (),
    missing: Sequence[str] = (),
    undecided: Sequence[str] = (),
) -> Ranking:
    """The star for the exact `total` with the answers that count for the marks.

    The highest star whose lower bound is reached and whose marks, with those of the stars below
    it, all hold (Điều 3.3 and the legend of the sheets; reading `missed_mark`). `chosen` follows
    the sheet's order; None where nothing is answered or decided.
    """
    stopped = tuple(dict.fromkeys(gates))
    if stopped or missing:
        return Ranking(total, None, None, (), stopped, tuple(missing), tuple(undecided))
    band_star = band_of(table, total)
    blocked = tuple(
        BlockedMark(mark, answer.number, answer.points)
        for answer in chosen
        if answer is not None
        for mark in answer.missed
        if mark.star <= band_star
    )
    star = min((row.star - 1 for row in blocked), default=band_star)
    return Ranking(total, band_star, None if undecided else star, blocked, (), (), tuple(undecided))


def band_of(table: AnswerTable, total: Fraction) -> int:
    """The star of the half-open band that the exact total falls into."""
    return next(star for star, at_least in table.bands if total >= at_least)

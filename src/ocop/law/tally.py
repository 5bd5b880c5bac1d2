"""A council's result from its members' sheets: `aggregate`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from ocop.kernel.errors import RefusedError
from ocop.law.answers import Answer, AnswerTable, Question
from ocop.law.ranking import Ranking, band_of, rank
from ocop.law.readings import DEFAULT_SETTINGS, LawSettings
from ocop.law.rubric import Gate, Rubric
from ocop.law.sheets import SheetScore


@dataclass(frozen=True, slots=True)
class CriterionTally:
    """How the counted members scored one leaf. `votes` are (case, option, members), most first.

    `option` is what counts for the marks, None where there are none or it is still to be settled;
    `confirmed` where the council fixed it in its minutes.
    """

    code: str
    name: str
    mean: Fraction
    low: int
    high: int
    votes: tuple[tuple[int | None, int, int], ...]
    option: int | None
    confirmed: bool

    @property
    def spread(self) -> int:
        """Points between the highest and the lowest member."""
        return self.high - self.low


@dataclass(frozen=True, eq=False)
class CouncilScore:
    """The council's result. `total` is the exact arithmetic mean of the counted sheets.

    `counting` follows the sheet's order: the answer that counts for the marks, None where the leaf
    prints no mark or the members have to settle it first. `minority_gates` were raised by some members without a majority.
    """

    table: AnswerTable
    sheets: tuple[SheetScore, ...]
    total: Fraction
    parts: dict[str, Fraction]
    counting: tuple[Answer | None, ...]
    confirmed: frozenset[str]
    minority_gates: tuple[Gate, ...]
    ranking: Ranking

    @property
    def rubric(self) -> Rubric:
        """The sheet that was scored."""
        return self.table.rubric

    @property
    def member_totals(self) -> tuple[Fraction, ...]:
        """Each counted member's total, in the order given."""
        return tuple(sheet.total for sheet in self.sheets)

    @property
    def spread(self) -> Fraction:
        """Points between the highest and the lowest member's total."""
        return max(self.member_totals) - min(self.member_totals)

    @cached_property
    def criteria(self) -> tuple[CriterionTally, ...]:
        """The statistics of every leaf, in the sheet's order."""
        columns = zip(*(sheet.chosen for sheet in self.sheets), strict=True)
        return tuple(
            self._criterion(question, column, answer)
            for question, column, answer in zip(
                self.table.questions, columns, self.counting, strict=True
            )
        )

    def _criterion(
        self, question: Question, column: Sequence[Answer | None], answer: Answer | None
    ) -> CriterionTally:
        given = [vote for vote in column if vote is not None]
        points = [vote.points for vote in given] or [0]
        votes = Counter((vote.case, vote.number) for vote in given).most_common()
        return CriterionTally(
            code=question.code,
            name=question.leaf.name,
            mean=Fraction(sum(points), len(points)),
            low=min(points),
            high=max(points),
            votes=tuple((case, number, count) for (case, number), count in votes),
            option=None if answer is None else answer.number,
            confirmed=question.code in self.confirmed,
        )

    @property
    def readings(self) -> tuple[str, ...]:
        """Ids of the named readings that this result rests on."""
        used = dict.fromkeys(("exact_mean", "council_option"))
        for sheet in self.sheets:
            used.update(dict.fromkeys(set(sheet.readings) - {"missed_mark"}))
        if self.ranking.blocked:
            used["missed_mark"] = None
        if self.ranking.gates or self.minority_gates:
            used["council_gate"] = None
        return tuple(used)


def aggregate(
    sheets: Sequence[SheetScore],
    settings: LawSettings = DEFAULT_SETTINGS,
    *,
    confirmed: Mapping[str, int | tuple[int, int]] | None = None,
    gates: Iterable[Gate] = (),
) -> CouncilScore:
    """The council's result from the submitted, counted sheets of one product.

    The mean is exact (Điều 3.3 "tổng điểm trung bình"). The option that counts for a mark is the
    one chosen by more than half of the members, or the one `confirmed` in the minutes (code →
    option, or (case, option)); where there is none and the marks of the band depend on it, the
    criterion is in `ranking.undecided` and `ranking.star` is None until it is settled. A gate
    stands when more than half raised it or when the council concludes it (`gates`).
    Raises RefusedError without sheets, with sheets of different sets or settings, with an
    incomplete sheet while no gate stands, and for an unknown confirmed option.
    """
    if not sheets:
        raise RefusedError("Chưa có phiếu nào được nộp.", field="sheets")
    table = sheets[0].table
    if any(sheet.table is not table for sheet in sheets):
        raise RefusedError("Các phiếu không cùng một bộ sản phẩm.", field="sheets")
    members = len(sheets)
    standing, minority = _gates(sheets, gates)
    if not standing:
        _check_complete(sheets)
    parts = {
        code: Fraction(sum(sheet.part_points[place] for sheet in sheets), members)
        for place, code in enumerate(table.part_codes)
    }
    total = sum(parts.values(), Fraction(0))
    counting, undecided = _counting(table, sheets, total, settings, confirmed or {})
    ranking = rank(table, total, counting, gates=standing, undecided=undecided)
    return CouncilScore(
        table=table,
        sheets=tuple(sheets),
        total=total,
        parts=parts,
        counting=counting,
        confirmed=frozenset(confirmed or ()),
        minority_gates=minority,
        ranking=ranking if not standing else replace(ranking, undecided=()),
    )


def _check_complete(sheets: Sequence[SheetScore]) -> None:
    for place, sheet in enumerate(sheets, start=1):
        if sheet.missing:
            codes = ", ".join(sheet.missing)
            raise RefusedError(f"Phiếu thứ {place} còn thiếu tiêu chí {codes}.", field="sheets")


def _gates(
    sheets: Sequence[SheetScore], concluded: Iterable[Gate]
) -> tuple[tuple[Gate, ...], tuple[Gate, ...]]:
    """The gates that stand, and those that only a minority raised."""
    if not any(sheet.gates for sheet in sheets):
        return tuple(dict.fromkeys(concluded)), ()
    raised = Counter(gate for sheet in sheets for gate in dict.fromkeys(sheet.gates))
    standing = dict.fromkeys(concluded)
    standing.update(
        dict.fromkeys(gate for gate, count in raised.items() if count * 2 > len(sheets))
    )
    return tuple(standing), tuple(gate for gate in raised if gate not in standing)


def _counting(
    table: AnswerTable,
    sheets: Sequence[SheetScore],
    total: Fraction,
    settings: LawSettings,
    confirmed: Mapping[str, int | tuple[int, int]],
) -> tuple[tuple[Answer | None, ...], list[str]]:
    """The answer that counts for each leaf's marks, and the codes still to be settled."""
    fixed = _confirmed_answers(table, confirmed) if confirmed else {}
    band_star = band_of(table, total)
    counting: list[Answer | None] = []
    undecided = []
    columns = zip(*(sheet.chosen for sheet in sheets), strict=True)
    for question, column in zip(table.questions, columns, strict=True):
        answer = fixed.get(question.code)
        if answer is None and question.marked:
            votes = {vote for vote in column if vote is not None}
            answer = _most_chosen(column, votes, settings)
            if answer is None and _marks_differ(votes, band_star):
                undecided.append(question.code)
            elif answer is None:
                # Every vote misses the same marks: the lowest says so without a discussion.
                answer = min(votes, key=lambda vote: (vote.points, vote.number), default=None)
        counting.append(answer)
    return tuple(counting), undecided


def _most_chosen(
    column: Sequence[Answer | None], votes: set[Answer], settings: LawSettings
) -> Answer | None:
    ranked = sorted(votes, key=column.count, reverse=True)
    if not ranked:
        return None
    most = column.count(ranked[0])
    if settings.council_option == "plurality":
        return None if len(ranked) > 1 and column.count(ranked[1]) == most else ranked[0]
    return ranked[0] if most * 2 > len(column) else None


def _marks_differ(votes: set[Answer], band_star: int) -> bool:
    missed = {tuple(mark for mark in vote.missed if mark.star <= band_star) for vote in votes}
    return len(missed) > 1


def _confirmed_answers(
    table: AnswerTable, confirmed: Mapping[str, int | tuple[int, int]]
) -> dict[str, Answer]:
    questions = {question.code: question for question in table.questions}
    found = {}
    for code, wanted in confirmed.items():
        question = questions.get(code)
        case, number = wanted if isinstance(wanted, tuple) else (0, wanted)
        offered = (question.cases.get(case, question.answers)) if question else ()
        if not 0 <= number < len(offered):
            raise RefusedError(
                f"Biên bản ghi mức {number} cho tiêu chí {code}, phiếu không có mức này.",
                field=f"confirmed.{code}",
            )
        found[code] = offered[number]
    return found

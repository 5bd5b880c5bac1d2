"""What a council's result lacks for a star: points, and levels below their star marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ocop.config.law import law_settings
from ocop.law.answers import Answer, Question, answer_table
from ocop.law.instruments import instrument
from ocop.law.points import level
from ocop.law.rubric import Mark, Rubric


@dataclass(frozen=True)
class MissedMark:
    """A star mark not reached: what the council gave and the least it takes, in words."""

    criterion: str
    name: str
    given: str
    needed: str
    star: int


@dataclass(frozen=True)
class Missing:
    """What stands between a result and `star`; `points_short` is 0 where the points suffice."""

    star: int
    points_needed: int
    points_short: Fraction
    marks: tuple[MissedMark, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether points and marks suffice."""
        return not (self.points_short or self.marks)


def missing_for(star: int, rubric: Rubric, result: Mapping[str, Any]) -> Missing:
    """What the frozen `result` (councils' `result_content`) lacks for `star` under its score sheet."""
    needed = instrument(rubric.instrument).band_of_star(star).at_least
    return Missing(
        star=star,
        points_needed=needed,
        points_short=max(needed - Fraction(result["total_exact"]), Fraction(0)),
        marks=_missed_marks(star, rubric, result["criteria"]),
    )


def agreed_case(row: Mapping[str, Any]) -> int | None:
    """The alternative case in which a criterion's agreed level was chosen; None without cases.

    `row` is one of the "criteria" of a frozen result.
    """
    cases = (vote["case"] for vote in row["votes"] if vote["option"] == row["option"])
    case: int | None = next(cases, None)
    return case


def _missed_marks(
    star: int, rubric: Rubric, criteria: Sequence[Mapping[str, Any]]
) -> tuple[MissedMark, ...]:
    rows = {row["code"]: row for row in criteria}
    found = []
    for question in answer_table(rubric, law_settings()).questions:
        answer = _counted(question, rows.get(question.code)) if question.marked else None
        missed = [mark for mark in answer.missed if mark.star <= star] if answer else []
        if answer and missed:
            # The highest of them asks for what the lower ones ask, and more.
            found.append(_in_words(question, answer, missed[-1]))
    return tuple(found)


def _counted(question: Question, row: Mapping[str, Any] | None) -> Answer | None:
    """The answer that counted for the marks; None where the council had none to settle."""
    if row is None or row["option"] is None:
        return None
    case = agreed_case(row)
    answers = question.cases.get(case, question.answers) if case else question.answers
    return answers[row["option"]] if row["option"] < len(answers) else None


def _in_words(question: Question, answer: Answer, mark: Mark) -> MissedMark:
    answers = question.cases[mark.case] if mark.case else question.answers
    return MissedMark(
        criterion=question.code,
        name=question.leaf.name,
        given=_level(answer),
        needed=_level(answers[mark.option]),
        star=mark.star,
    )


def _level(answer: Answer) -> str:
    if answer.option is None:
        return "Chưa đạt mức nào"
    return f"Mức {level(answer.points)}: {answer.option.label}"

"""One member's or producer's score sheet: `score_sheet`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NoReturn

from ocop.kernel.errors import RefusedError
from ocop.law.answers import Answer, AnswerTable, Question, answer_table
from ocop.law.choosing import history_only
from ocop.law.ranking import Ranking, rank
from ocop.law.readings import DEFAULT_SETTINGS, LawSettings
from ocop.law.rubric import Gate, Rubric

_NO_CASES: Mapping[str, int] = {}


@dataclass(frozen=True, eq=False)
class SheetScore:
    """One scored sheet. `chosen` follows the sheet's order, None where an answer is missing."""

    table: AnswerTable
    chosen: tuple[Answer | None, ...]
    part_points: tuple[int, ...]
    missing: tuple[str, ...]
    gates: tuple[Gate, ...]
    without_story: bool

    @property
    def rubric(self) -> Rubric:
        """The sheet that was scored."""
        return self.table.rubric

    @property
    def parts(self) -> dict[str, Fraction]:
        """Points of part A, B and C; subtotals while something is missing."""
        points = map(Fraction, self.part_points)
        return dict(zip(self.table.part_codes, points, strict=True))

    @property
    def total(self) -> Fraction:
        """The points of the whole sheet, exact."""
        return Fraction(sum(self.part_points))

    @cached_property
    def ranking(self) -> Ranking:
        """The star this sheet alone would give."""
        return rank(self.table, self.total, self.chosen, gates=self.gates, missing=self.missing)

    @property
    def readings(self) -> tuple[str, ...]:
        """Ids of the named readings that this result rests on."""
        used = list(self.table.readings)
        if self.ranking.blocked:
            used.append("missed_mark")
        if self.without_story:
            used.append("no_story_dependents")
        none = [answer for answer in self.chosen if answer is not None and answer.number == 0]
        if none:
            used.append("none_of_these")
        if any(answer.gate for answer in none):
            used.append("eliminating_zero")
        return tuple(used)


def score_sheet(
    rubric: Rubric,
    answers: Mapping[str, int],
    cases: Mapping[str, int] = _NO_CASES,
    gates: Iterable[tuple[str, str | None]] = (),
    settings: LawSettings = DEFAULT_SETTINGS,
) -> SheetScore:
    """Score one sheet.

    `answers` maps a leaf's code to the option's printed number from 1, or 0 for none of them;
    `cases` maps a criterion with alternative cases to the case chosen (from 1); `gates` are the
    grounds (type, criterion or None) the evaluator found. Whatever is not answered is `missing`.
    Where 5.1 says that there is no story, 5.2 and 5.3 count 0.
    Raises RefusedError with the place ("answers.1.5", "cases.8", "gates", "set") as its field.
    """
    if rubric.faults:
        raise RefusedError(history_only(rubric.instrument, rubric.number), field="set")
    table = answer_table(rubric, settings)
    if cases:
        _check_cases(table, cases)
    chosen: list[Answer | None] = []
    used = 0
    for question in table.questions:
        number = answers.get(question.code)
        if number is None:
            chosen.append(None)
            continue
        used += 1
        if type(number) is not int or number < 0:
            _refuse_answer(question, number)
        offered = question.answers or question.cases.get(cases.get(question.code, 0), ())
        if number < len(offered):
            chosen.append(offered[number])
        else:
            _check_without_case(question, number, cases)
            chosen.append(None)
    if used != len(answers):
        _refuse_unknown(table, answers)
    raised = _gates(table, gates) if gates else ()
    without_story = table.story is not None and _apply_no_story(table, chosen)

    part_points = [0] * len(table.part_codes)
    missing = []
    for question, answer in zip(table.questions, chosen, strict=True):
        if answer is None:
            missing.append(question.code)
            continue
        part_points[answer.part] += answer.points
        if answer.gate is not None:
            raised = (*raised, answer.gate)
    return SheetScore(
        table, tuple(chosen), tuple(part_points), tuple(missing), raised, without_story
    )


def _refuse_answer(question: Question, number: object) -> NoReturn:
    offered = [len(answers) - 1 for answers in (question.answers, *question.cases.values())]
    raise RefusedError(
        f"Tiêu chí {question.code}: câu trả lời phải là số nguyên từ 0 đến {max(offered)} "
        f"(0 là chưa đạt mức nào), không phải {_shown(number)}.",
        field=f"answers.{question.code}",
    )


def _shown(value: object) -> str:
    words = {True: "true", False: "false", None: "null"}
    text = words[value] if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _check_without_case(question: Question, number: int, cases: Mapping[str, int]) -> None:
    """No case means missing; a number that no case offers is refused all the same."""
    highest = max(map(len, question.cases.values()), default=0)
    if question.answers or cases.get(question.code) in question.cases or number >= highest:
        _refuse_answer(question, number)


def _refuse_unknown(table: AnswerTable, answers: Mapping[str, int]) -> NoReturn:
    known = {question.code for question in table.questions}
    for code, number in answers.items():
        if code not in known:
            rubric = table.rubric
            raise RefusedError(
                f"Bộ {rubric.number} ({rubric.name}) không có tiêu chí chấm điểm {_shown(code)}.",
                field=f"answers.{code}",
            )
        if number is None:
            question = next(question for question in table.questions if question.code == code)
            _refuse_answer(question, number)
    raise AssertionError("every answer was used")


def _check_cases(table: AnswerTable, cases: Mapping[str, int]) -> None:
    offered = {question.code: question.cases for question in table.questions}
    for code, number in cases.items():
        if not offered.get(code):
            raise RefusedError(
                f"Bộ {table.rubric.number} không có các trường hợp để chọn ở tiêu chí "
                f"{_shown(code)}.",
                field=f"cases.{code}",
            )
        if type(number) is not int or number not in offered[code]:
            raise RefusedError(
                f"Tiêu chí {code}: trường hợp phải là số nguyên từ 1 đến {len(offered[code])}, "
                f"không phải {_shown(number)}.",
                field=f"cases.{code}",
            )


def _gates(table: AnswerTable, gates: Iterable[tuple[str, str | None]]) -> tuple[Gate, ...]:
    printed = {(gate.type, gate.criterion): gate for gate in table.rubric.gates}
    found = []
    for gate_type, criterion in gates:
        gate = printed.get((gate_type, criterion))
        if gate is None:
            place = f" tại tiêu chí {criterion}" if criterion else ""
            raise RefusedError(
                f"Bộ {table.rubric.number} không in lý do loại “{gate_type}”{place}.",
                field="gates",
            )
        found.append(gate)
    return tuple(dict.fromkeys(found))


def _apply_no_story(table: AnswerTable, chosen: list[Answer | None]) -> bool:
    """Where there is no story, what depends on it counts 0; whether that was the case."""
    story = table.story
    said = chosen[story.position] if story else None
    if story is None or said is None or said.number > story.up_to:
        return False
    for place in story.dependents:
        answer, question = chosen[place], table.questions[place]
        if answer is None:
            chosen[place] = question.answers[0]
        elif answer.points:
            raise RefusedError(
                f"Tiêu chí {said.criterion} ghi không có câu chuyện sản phẩm nên tiêu chí "
                f"{question.code} phải để trống hoặc chọn mức 0 điểm.",
                field=f"answers.{question.code}",
            )
    return True

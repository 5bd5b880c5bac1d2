"""What may be answered on a score sheet, laid out once per sheet so that scoring only looks up."""

from dataclasses import dataclass
from functools import cache

from ocop.law.instruments import instrument
from ocop.law.readings import LawSettings
from ocop.law.rubric import Criterion, Gate, Mark, Option, Rubric


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One possible answer to one leaf: a printed level, or `number` 0 for "none of these".

    `missed` are the marks that this answer does not reach, by star; `gate` stops the evaluation.
    """

    criterion: str
    part: int
    case: int | None
    number: int
    points: int
    option: Option | None
    missed: tuple[Mark, ...]
    gate: Gate | None


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One scored leaf: its answers by number from 0, by case where it has cases.

    `marked` where a star mark that binds is printed on it.
    """

    code: str
    leaf: Criterion
    marked: bool
    answers: tuple[Answer, ...]
    cases: dict[int, tuple[Answer, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class StoryQuestion:
    """Where "no story" is said: up to which answer, and the places of what then counts 0."""

    position: int
    up_to: int
    dependents: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnswerTable:
    """Everything that scoring one rubric under given settings needs."""

    rubric: Rubric
    part_codes: tuple[str, ...]
    questions: tuple[Question, ...]
    story: StoryQuestion | None
    bands: tuple[tuple[int, int], ...]
    readings: tuple[str, ...]


@cache
def answer_table(rubric: Rubric, settings: LawSettings) -> AnswerTable:
    """The table of `rubric`, built once; rubrics are single objects, so this is a lookup after."""
    marks = tuple(mark for mark in rubric.marks if _binds(rubric, mark, settings))
    part_places = {part.code: place for place, part in enumerate(rubric.parts)}
    questions = tuple(
        _question(rubric, leaf, part_places[part.code], marks) for part, _, leaf in rubric.walk()
    )
    bands = instrument(rubric.instrument).bands
    return AnswerTable(
        rubric=rubric,
        part_codes=tuple(part_places),
        questions=questions,
        story=_story_question(rubric, questions, settings),
        bands=tuple((band.star, band.at_least) for band in bands),
        readings=_readings(rubric),
    )


def _binds(rubric: Rubric, mark: Mark, settings: LawSettings) -> bool:
    if mark.on_heading and settings.heading_mark == "not_binding":
        return False
    return not (_lacks_legend(rubric) and settings.marks_without_legend == "not_binding")


def _lacks_legend(rubric: Rubric) -> bool:
    # Only the newest sheets are complete enough for a missing legend to mean something.
    return rubric.instrument == "qd26-2026" and not rubric.star_note


def _readings(rubric: Rubric) -> tuple[str, ...]:
    named = []
    if any(mark.on_heading for mark in rubric.marks):
        named.append("heading_mark")
    if rubric.marks and _lacks_legend(rubric):
        named.append("marks_without_legend")
    bands_reading = instrument(rubric.instrument).bands_reading
    if bands_reading:
        named.append(bands_reading)
    return tuple(named)


def _question(rubric: Rubric, leaf: Criterion, part: int, marks: tuple[Mark, ...]) -> Question:
    gates = {gate.criterion: gate for gate in rubric.gates if gate.type == "stop_evaluation_if"}

    def answers(case: int | None, options: tuple[Option, ...]) -> tuple[Answer, ...]:
        asked = sorted(
            (mark for mark in marks if mark.criterion == leaf.code and mark.case == case),
            key=lambda mark: mark.star,
        )
        stopping = any(option.eliminating for option in options)
        none = Answer(
            leaf.code, part, case, 0, 0, None, tuple(asked), gates[leaf.code] if stopping else None
        )
        return (
            none,
            *(
                Answer(
                    criterion=leaf.code,
                    part=part,
                    case=case,
                    number=option.number,
                    points=option.points,
                    option=option,
                    missed=tuple(mark for mark in asked if option.number < mark.option),
                    gate=gates[leaf.code] if option.eliminating else None,
                )
                for option in options
            ),
        )

    cases = {case.number: answers(case.number, case.options) for case in leaf.cases}
    plain = () if cases else answers(None, leaf.options)
    marked = any(mark.criterion == leaf.code for mark in marks)
    return Question(leaf.code, leaf, marked, plain, cases)


def _story_question(
    rubric: Rubric, questions: tuple[Question, ...], settings: LawSettings
) -> StoryQuestion | None:
    if rubric.story is None:
        return None
    places = {question.code: place for place, question in enumerate(questions)}
    covered = (
        rubric.story.dependents if settings.no_story_dependents == "zero" else rubric.story.printed
    )
    return StoryQuestion(
        position=places[rubric.story.criterion],
        up_to=rubric.story.no_story_option,
        dependents=tuple(places[code] for code in covered),
    )

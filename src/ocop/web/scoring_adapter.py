"""From the law's score sheets and stored answers to what the scoring screen shows."""

from collections.abc import Callable, Collection, Mapping

from ocop.law.instruments import instrument
from ocop.law.rubric import Criterion, Option, Rubric
from ocop.law.scoring import SheetScore
from ocop.web.design.scoring_view import (
    CaseView,
    CriterionView,
    OptionView,
    PartSum,
    RibbonItem,
    RibbonPart,
    SumsView,
    none_option,
)


def part_title(code: str, name: str) -> str:
    """The title of a part: "A. SẢN PHẨM VÀ SỨC MẠNH…" in sentence case."""
    return f"{code}. {sentence_case(name)}"


def sentence_case(name: str) -> str:
    """A heading printed in capitals as a sentence; what follows in brackets stays."""
    head, bracket, rest = name.partition(" (")
    if not head.isupper():
        return name
    return head.capitalize().replace("attp", "ATTP") + bracket + rest


def criterion_view(
    rubric: Rubric,
    code: str,
    *,
    answer: int | None = None,
    case: int | None = None,
    comment: str = "",
    comment_name: str = "",
    comment_help: str = "",
    comment_label: str = "Nhận xét",
    blocked: tuple[str, str] = ("", ""),
    error: str = "",
    locked: bool = False,
    answer_name: str = "answer",
) -> CriterionView:
    """One criterion with its levels, the chosen one checked.

    `answer` is the option's number as printed, 0 for none of these, None for not answered; `case`
    the chosen case where the criterion has cases. `blocked` is the pair of sentences of
    `blocked_sentences`. Raises KeyError for a code that the sheet does not score.
    """
    part, group, leaf = next(row for row in rubric.walk() if row[2].code == code)
    place = part_title(part.code, part.name)
    if not group.scored_directly:
        place += f" · {sentence_case(group.name)}"
    return CriterionView(
        code=leaf.code,
        name=sentence_case(leaf.name),
        max_points=leaf.max,
        place=place,
        notes=(*group.notes, *leaf.notes),
        conditions=(*group.conditions, *leaf.conditions),
        options=() if leaf.cases else _levels(leaf.options, answer),
        cases=_cases(leaf, answer, case),
        blocked=blocked[0],
        blocked_rest=blocked[1],
        comment=comment,
        comment_name=comment_name,
        comment_help=comment_help,
        comment_label=comment_label,
        answer_name=answer_name,
        error=error,
        locked=locked,
    )


def _cases(leaf: Criterion, answer: int | None, chosen: int | None) -> tuple[CaseView, ...]:
    return tuple(
        CaseView(
            number=case.number,
            name=case.name,
            options=_levels(case.options, answer if case.number == chosen else None, case.number),
        )
        for case in leaf.cases
    )


def _levels(
    options: tuple[Option, ...], answer: int | None, case: int | None = None
) -> tuple[OptionView, ...]:
    printed = (
        OptionView(
            number=option.number,
            points=option.points,
            label=option.label,
            min_star=option.min_star,
            checked=option.number == answer,
            case=case,
        )
        for option in options
    )
    return (*printed, none_option(checked=answer == 0, case=case))


def ribbon(
    rubric: Rubric,
    answers: Mapping[str, int | None],
    *,
    current: str,
    blocked: Collection[str],
    url: Callable[[str], str],
) -> tuple[RibbonPart, ...]:
    """Every criterion under its part. `blocked` holds the codes that keep a star away."""
    steps: dict[str, list[RibbonItem]] = {}
    for part, _, leaf in rubric.walk():
        answered = answers.get(leaf.code) is not None
        state = "blocked" if leaf.code in blocked else "answered" if answered else "empty"
        item = RibbonItem(
            code=leaf.code,
            url=url(leaf.code),
            name=sentence_case(leaf.name),
            state=state,
            current=leaf.code == current,
        )
        steps.setdefault(part_title(part.code, part.name), []).append(item)
    return tuple(RibbonPart(title, tuple(items)) for title, items in steps.items())


def neighbours(rubric: Rubric, code: str) -> tuple[Criterion | None, Criterion | None]:
    """The criteria before and after this one in printed order. Raises KeyError if unknown."""
    codes = [leaf.code for leaf in rubric.leaves]
    if code not in codes:
        raise KeyError(code)
    at = codes.index(code)
    before = rubric.leaves[at - 1] if at else None
    after = rubric.leaves[at + 1] if at + 1 < len(codes) else None
    return before, after


def sums_view(score: SheetScore) -> SumsView:
    """The bar on top of a scored sheet; no star while an answer is missing or a gate stands."""
    ranking = score.ranking
    most = {part.code: part.max for part in score.rubric.parts}
    held = 0
    if ranking.star is not None and ranking.blocked:
        held = sum(row.star == ranking.star + 1 for row in ranking.blocked)
    return SumsView(
        parts=tuple(PartSum(code, points, most[code]) for code, points in score.parts.items()),
        total=score.total,
        band_star=ranking.band_star,
        star=ranking.star,
        blocked=f"{held} mức tối thiểu" if held else "",
        unanswered=len(score.missing),
        stopped="; ".join(gate.text for gate in score.gates),
    )


def blocked_codes(score: SheetScore) -> frozenset[str]:
    """The criteria that keep away a star which the points reach."""
    return frozenset(row.mark.criterion for row in score.ranking.blocked)


def blocked_sentences(score: SheetScore, code: str) -> tuple[str, str]:
    """What the answer at one criterion holds back, and what would mend it; ("", "") for nothing."""
    rows = [row for row in score.ranking.blocked if row.mark.criterion == code]
    if not rows:
        return "", ""
    lowest = min(rows, key=lambda row: row.star)
    given = f"Mức {lowest.has_points} điểm" if lowest.has_option else "“Chưa đạt mức nào”"
    kept = f"giữ sản phẩm ở {lowest.star - 1} sao" if lowest.star > 3 else "là chưa đạt 3 sao"
    at_least = instrument(score.rubric.instrument).band_of_star(lowest.star).at_least
    return (
        f"{given} {kept}.",
        f"Muốn {lowest.star} sao phải đạt ít nhất mức {lowest.mark.points} điểm ở tiêu chí này, "
        f"dù tổng điểm đã đủ {at_least}.",
    )

"""Which earlier self-assessment may stand in a new dossier. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from ocop.dossiers.rules.content import AnswerContent
from ocop.kernel.text import folded
from ocop.law.rubric import Criterion, Rubric


@dataclass(frozen=True)
class Carried:
    """An answer for the new draft; `option` is None where the producer has to choose again."""

    option: int | None
    case: int | None
    description: str
    needs_review: bool


def same_wording(old: Criterion | None, new: Criterion) -> bool:
    """Whether both print the same question with the same levels, points and marks."""
    return old is not None and _printed(old) == _printed(new)


def carried_answers(
    old: Rubric, new: Rubric, answers: Mapping[str, AnswerContent]
) -> dict[str, Carried]:
    """The earlier answers by criterion of the new sheet.

    An answer stands only within the same instrument and set and where the criterion's words are
    the same. Elsewhere what was written stays where the criterion has kept its name, the level is
    chosen anew, and the criterion is marked for review.
    """
    is_same_sheet = (old.instrument, old.number) == (new.instrument, new.number)
    by_name = {folded(leaf.name): leaf.code for leaf in old.leaves}
    carried = {}
    for leaf in new.leaves:
        if is_same_sheet and same_wording(old.leaf(leaf.code), leaf):
            if given := answers.get(leaf.code):
                carried[leaf.code] = Carried(
                    given["option"], given["case"], given["description"], needs_review=False
                )
            continue
        earlier = answers.get(by_name.get(folded(leaf.name), ""))
        carried[leaf.code] = Carried(
            None, None, earlier["description"] if earlier else "", needs_review=True
        )
    return carried


def place_of_evidence(old: Rubric, new: Rubric, criterion: str) -> str | None:
    """Where a paper that stood beside `criterion` stands now; None where the sheet has no such
    criterion any more."""
    earlier = old.leaf(criterion)
    if earlier is None:
        return None
    if (old.instrument, old.number) == (new.instrument, new.number):
        return criterion if new.leaf(criterion) else None
    name = folded(earlier.name)
    return next((leaf.code for leaf in new.leaves if folded(leaf.name) == name), None)


def _printed(leaf: Criterion) -> object:
    return (
        folded(leaf.name),
        leaf.max,
        leaf.heading_star,
        tuple(
            (
                folded(case.name) if case else "",
                tuple((folded(each.label), each.points, each.min_star) for each in options),
            )
            for case, options in leaf.option_lists
        ),
    )

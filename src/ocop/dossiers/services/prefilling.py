"""A draft that begins with what led to the star (Điều 6.1.b and c QĐ 26/2026/QĐ-TTg).

Only the producer's own words, levels and papers are copied; a council's scores never are.
"""

from ocop.dossiers.models import Answer, Dossier, Evidence, Submission
from ocop.dossiers.recognised import earlier_content, leading_submission
from ocop.dossiers.rules.carrying import carried_answers, place_of_evidence
from ocop.dossiers.rules.content import GENERAL, SubmissionContent
from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric
from ocop.producers.models import Paper

_NOTE_LENGTH = 240


def prefill(dossier: Dossier) -> Submission | None:
    """Fill an empty draft from the hand-in behind its recognition; None where there is none.

    What another producer handed in, before the product passed on, is not copied.

    Answers stand where instrument, set and wording are the same, elsewhere they wait for review.
    A paper that was renewed in the vault stands in its newest version.
    """
    if dossier.builds_on is None:
        return None
    submission = leading_submission(dossier.builds_on)
    if submission is None or submission.dossier.producer_id != dossier.producer_id:
        return None
    content = earlier_content(submission)
    old = load_rubric(content["instrument"], content["set"])
    new = load_rubric(dossier.instrument, dossier.set_number)
    _copy_answers(dossier, content, old, new)
    _copy_papers(dossier, content, old, new)
    texts = content["texts"]
    dossier.results_production = texts.get("results_production") or ""
    dossier.results_quality = texts.get("results_quality") or ""
    dossier.results_market = texts.get("results_market") or ""
    dossier.results_business = texts.get("results_business") or ""
    dossier.plan_text = texts["plan"]
    dossier.samples = content["samples"]
    dossier.prefilled_from = submission
    dossier.save(
        update_fields=[
            "results_production",
            "results_quality",
            "results_market",
            "results_business",
            "plan_text",
            "samples",
            "prefilled_from",
        ]
    )
    return submission


def _copy_answers(dossier: Dossier, content: SubmissionContent, old: Rubric, new: Rubric) -> None:
    Answer.objects.bulk_create(
        Answer(
            dossier=dossier,
            criterion=code,
            option=each.option,
            case=each.case,
            description=each.description,
            needs_review=each.needs_review,
        )
        for code, each in carried_answers(old, new, content["answers"]).items()
    )


def _copy_papers(dossier: Dossier, content: SubmissionContent, old: Rubric, new: Rubric) -> None:
    """The papers at their criterion; what has no place any more stands with the general ones."""
    vault = {
        paper.pk: paper for paper in Paper.objects.filter(producer=dossier.product.producer_id)
    }
    placed: dict[tuple[str, int], Evidence] = {}
    for row in content["evidence"]:
        paper = _newest(vault, row["paper"]["id"])
        if paper is None:
            continue
        place, note = row["criterion"], row["note"]
        if place != GENERAL:
            found = place_of_evidence(old, new, place)
            if found is None:
                note = f"Lần trước kèm ở tiêu chí {place}, cần xem lại. {note}".strip()
            place = found or GENERAL
        placed.setdefault(
            (place, paper.pk),
            Evidence(dossier=dossier, criterion=place, paper=paper, note=note[:_NOTE_LENGTH]),
        )
    Evidence.objects.bulk_create(placed.values())


def _newest(vault: dict[int, Paper], paper_id: int) -> Paper | None:
    """The paper as it is in the vault today; None where it was taken out."""
    paper = vault.get(paper_id)
    while paper is not None and paper.replaced_by_id is not None:
        paper = vault.get(paper.replaced_by_id)
    return paper

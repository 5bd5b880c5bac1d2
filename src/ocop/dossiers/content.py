"""Reading a dossier's present draft as the content that would be handed in."""

import datetime as dt

from ocop.config.law import law_settings
from ocop.dossiers.models import Dossier, Evidence, Receipt
from ocop.dossiers.recognised import recognised_content
from ocop.dossiers.rules.content import (
    AnswerContent,
    EvidenceContent,
    ProducerContent,
    ProductContent,
    SubmissionContent,
    TextsContent,
)
from ocop.dossiers.rules.story import not_counted
from ocop.dossiers.rules.updates import told
from ocop.law.exchange import result_row
from ocop.law.loading import load_rubric
from ocop.law.scoring import SheetScore, score_sheet
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.register.models import EvaluationKind


def content_of(
    dossier: Dossier, *, on: dt.date, is_committed: bool | None = None
) -> SubmissionContent:
    """The draft as it stands, as if handed in on `on`.

    Seven queries whatever its size, three more where it builds on a recognition.
    """
    product = (
        Product.objects.select_related(
            "producer__commune__province_today",
            "producer__current_commune__province_today",
            "current_commune__province_today",
        )
        .prefetch_related("photos")
        .get(pk=dossier.product_id)
    )
    answers = answers_of(dossier)
    content = SubmissionContent(
        dossier=dossier.pk,
        kind=dossier.kind,
        instrument=dossier.instrument,
        set=dossier.set_number,
        rubric_sha256=dossier.rubric_sha256,
        submitted_on=on.isoformat(),
        first_received_on=_day(_first_received_on(dossier)),
        producer=_producer(product.producer),
        product=_product(product, dossier),
        answers=answers,
        evidence=evidence_of(dossier),
        texts=_texts(dossier),
        samples=dossier.samples,
        is_committed=dossier.is_committed if is_committed is None else is_committed,
        self_score=result_row(score_of(dossier, answers)),
    )
    if dossier.kind != EvaluationKind.FIRST:
        content["recognised"] = recognised_content(dossier)
    return content


def answers_of(dossier: Dossier) -> dict[str, AnswerContent]:
    """What is answered so far, by criterion, in the sheet's order.

    Where 5.1 says there is no story, what was answered to its dependents before does not count.
    """
    rows = {row.criterion: row for row in dossier.answers.all() if row.option is not None}
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    options = {code: row.option for code, row in rows.items() if row.option is not None}
    for code in not_counted(rubric, options, law_settings()):
        rows.pop(code, None)
    return {
        leaf.code: AnswerContent(option=row.option, case=row.case, description=row.description)
        for leaf in rubric.leaves
        if (row := rows.get(leaf.code)) and row.option is not None
    }


def score_of(dossier: Dossier, answers: dict[str, AnswerContent]) -> SheetScore:
    """The own answers scored, subtotals while some are missing."""
    return score_sheet(
        load_rubric(dossier.instrument, dossier.set_number),
        {code: answer["option"] for code, answer in answers.items()},
        {code: each["case"] for code, each in answers.items() if each["case"] is not None},
        settings=law_settings(),
    )


def _first_received_on(dossier: Dossier) -> dt.date | None:
    receipts = dossier.receipts.filter(desk=Receipt.Desk.COMMUNE).order_by("pk")
    return receipts.values_list("received_on", flat=True).first()


def _producer(producer: Producer) -> ProducerContent:
    commune = producer.current_commune or producer.commune
    return ProducerContent(
        id=producer.pk,
        name=producer.name,
        legal_form=producer.legal_form,
        legal_form_name=producer.get_legal_form_display(),
        registration_number=producer.registration_number,
        registered_on=_day(producer.registered_on),
        founded_on=_day(producer.founded_on),
        address=producer.address,
        commune=commune.full_name,
        commune_code=commune.code,
        province=_province(commune).full_name,
        phone=producer.phone,
        email=producer.email,
        representative_name=producer.representative_name,
        representative_title=producer.representative_title,
        representative_sex=producer.get_representative_sex_display(),
        representative_ethnicity=producer.representative_ethnicity,
        representative_address=producer.representative_address,
        description=producer.description,
        organisation=producer.organisation,
        is_sample=producer.is_sample,
    )


def _product(product: Product, dossier: Dossier) -> ProductContent:
    commune = product.current_commune or product.commune
    return ProductContent(
        id=product.pk,
        name=product.name,
        leaf=dossier.set_number,
        description=product.description,
        story=product.story,
        yearly_output=product.yearly_output,
        commune=commune.full_name,
        commune_code=commune.code,
        province=_province(commune).full_name,
        province_code=_province(commune).code,
        photos=[str(photo.file_id) for photo in product.photos.all()],
    )


def _province(commune: Unit) -> Unit:
    return commune.province_today or commune.parent or commune


def evidence_of(dossier: Dossier, criterion: str | None = None) -> list[EvidenceContent]:
    """The papers of the draft, of one criterion or of all in the sheet's order."""
    rows = dossier.evidence.select_related("paper").prefetch_related("paper__files__file")
    if criterion is not None:
        rows = rows.filter(criterion=criterion)
    order = {
        leaf.code: place
        for place, leaf in enumerate(load_rubric(dossier.instrument, dossier.set_number).leaves)
    }
    return [
        _evidence_row(row)
        for row in sorted(rows, key=lambda row: (order.get(row.criterion, -1), row.pk))
    ]


def _evidence_row(row: Evidence) -> EvidenceContent:
    paper = row.paper
    return {
        "criterion": row.criterion,
        "note": row.note,
        "paper": {
            "id": paper.pk,
            "kind": paper.kind,
            "title": paper.title,
            "number": paper.number,
            "issuer": paper.issuer,
            "issued_on": _day(paper.issued_on),
            "expires_on": _day(paper.expires_on),
            "state": paper.state,
        },
        "files": [
            {
                "id": str(page.file_id),
                "name": page.file.name,
                "sha256": page.file.sha256,
                "media_type": page.file.media_type,
            }
            for page in paper.files.all()
        ],
    }


def _texts(dossier: Dossier) -> TextsContent:
    parts = (
        dossier.results_production,
        dossier.results_quality,
        dossier.results_market,
        dossier.results_business,
    )
    texts = TextsContent(
        results="\n\n".join(part for part in parts if part),
        results_production=dossier.results_production,
        results_quality=dossier.results_quality,
        results_market=dossier.results_market,
        results_business=dossier.results_business,
        plan=dossier.plan_text,
        changes=told(dossier.kind, dossier.updates, dossier.changes_text),
    )
    if dossier.kind == EvaluationKind.REEVALUATION:
        texts["updates"] = dict(dossier.updates)
    return texts


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None

"""Dossiers on which a council has concluded, written as rows: the decision is the subject."""

import datetime as dt
from decimal import Decimal

from ocop.councils.models import AgendaItem, Council, CouncilLevel, CouncilResult, Session
from ocop.dossiers.content import content_of
from ocop.dossiers.models import Dossier, Submission
from ocop.dossiers.states import DossierState
from ocop.kernel import audit, clock
from ocop.law.loading import load_rubric
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.models import EvaluationKind
from tests.factories.basic import make_producer, make_product

CONCLUDED_ON = dt.date(2026, 11, 10)
NOON = dt.time(12, tzinfo=clock.VIETNAM)


def make_dossier(
    commune: Unit,
    *,
    state: DossierState = DossierState.SCORED,
    product: Product | None = None,
    kind: str = EvaluationKind.FIRST,
    serial: int | None = None,
) -> Dossier:
    """A dossier of a sample product of set 8 under QĐ 26/2026, in `state`."""
    if product is None:
        product = make_product(make_producer(commune), serial=serial or 1 + Product.objects.count())
    return Dossier.objects.create(
        product=product,
        kind=kind,
        instrument="qd26-2026",
        set_number=8,
        rubric_sha256="0" * 64,
        state=state,
        commune=commune,
        province=commune.parent,
    )


def add_result(
    dossier: Dossier,
    *,
    total: str,
    band_star: int | None,
    star: int | None,
    level: str = CouncilLevel.PROVINCE,
    concluded_on: dt.date = CONCLUDED_ON,
    is_minuted: bool = True,
) -> CouncilResult:
    """A council's conclusion on the dossier, with its submission, agenda line and minutes."""
    council = Council.objects.create(
        level=level,
        unit=dossier.province if level == CouncilLevel.PROVINCE else None,
        name="Hội đồng (mẫu)",
        decision_number="10/QĐ-UBND",
        decided_on=concluded_on - dt.timedelta(days=20),
        decision_signer="Chủ tịch (mẫu)",
    )
    session = Session.objects.create(
        council=council,
        name="Phiên 1",
        held_on=concluded_on,
        state=Session.State.CONCLUDED if is_minuted else Session.State.SCORING,
        minutes_number="01/BB-HĐ" if is_minuted else "",
        concluded_at=dt.datetime.combine(concluded_on, NOON) if is_minuted else None,
    )
    submission = Submission.objects.create(
        dossier=dossier,
        number=dossier.submissions.count() + 1,
        snapshot=audit.freeze("submission", content_of(dossier, on=concluded_on)),
        submitted_at=clock.now(),
    )
    item = AgendaItem.objects.create(session=session, dossier=dossier, submission=submission)
    part = (Decimal(total) / 3).quantize(Decimal("0.01"))
    return CouncilResult.objects.create(
        item=item,
        dossier=dossier,
        level=level,
        part_a=part,
        part_b=part,
        part_c=Decimal(total) - 2 * part,
        total=Decimal(total),
        band_star=band_star,
        star=star,
        snapshot=audit.freeze("council_result", _content(dossier, total, band_star, star)),
        concluded_on=concluded_on,
    )


def _content(
    dossier: Dossier, total: str, band_star: int | None, star: int | None
) -> dict[str, object]:
    """What the decision desk reads of a frozen result; every level at the sheet's lowest."""
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    missed = [mark for mark in rubric.marks if star is not None and star < mark.star]
    return {
        "dossier": dossier.pk,
        "total": total,
        "total_exact": total,
        "band_star": band_star,
        "star": star,
        "sentences": [f"{total.replace('.', ',')} điểm."],
        "blocked": [
            {"star": mark.star, "criterion": mark.criterion}
            for mark in missed
            if band_star is not None and mark.star <= band_star
        ],
        "gates": [],
        "criteria": [
            {
                "code": leaf.code,
                "option": 1,
                "votes": [{"case": case.number if case else None, "option": 1, "members": 5}],
            }
            for leaf in rubric.leaves
            for case, _ in leaf.option_lists[-1:]
        ],
        "comments": [{"criterion": rubric.leaves[0].code, "text": "Bổ sung hợp đồng (mẫu)."}],
    }

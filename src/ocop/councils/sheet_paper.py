"""One submitted sheet laid out as the paper prints it (Phụ lục II: phiếu đánh giá)."""

import json

from ocop.councils.counting import rubric_of, score_of
from ocop.councils.models import CouncilMember, ScoreSheet
from ocop.dossiers.models import Dossier
from ocop.kernel.clock import VIETNAM
from ocop.law.explaining import explain
from ocop.law.instruments import instrument
from ocop.papers.score_sheet import ScoreSheetData, SheetProducer, filled_sheet
from ocop.register.product_codes import ProductCode


def product_code(dossier: Dossier, year: int) -> str:
    """The code `(T)-(X)-(STT)-20yy` of the sheets; "" before the commune gave the serial."""
    serial = dossier.product.serial
    if serial is None:
        return ""
    return str(ProductCode(dossier.province.code, dossier.commune.code, serial, year))


def sheet_data(sheet: ScoreSheet) -> ScoreSheetData:
    """The paper's data of a submitted sheet."""
    assert sheet.submitted_at is not None, "only a submitted sheet is printed"
    item = sheet.item
    council, dossier = item.session.council, item.dossier
    rubric = rubric_of(dossier)
    score = score_of(sheet, rubric, council.law_settings)
    law = instrument(rubric.instrument)
    band = score.ranking.band_star
    named = law.band_of_star(band).name if band else "chưa xếp hạng"
    producer = json.loads(item.submission.snapshot.content)["producer"]
    submitted_on = sheet.submitted_at.astimezone(VIETNAM).date()
    return ScoreSheetData(
        sheet=filled_sheet(score),
        legal_source=f"Phụ lục II, Quyết định số {law.number} ngày {law.signed_on:%d/%m/%Y}",
        number=_place_among_scorers(sheet),
        council=council.name,
        member=f"{sheet.member.user.full_name}, {sheet.member.represents}",
        product=dossier.product.name,
        code=product_code(dossier, item.session.held_on.year),
        producer=SheetProducer(
            name=producer["name"], phone=producer["phone"], address=producer["address"]
        ),
        band=named,
        minimum=" ".join(explain(rubric, score.ranking)[:-1]) or "Đạt mọi mức tối thiểu.",
        opinion=sheet.opinion,
        place=council.unit.name if council.unit else "Hà Nội",
        date=submitted_on,
        sample=dossier.product.is_sample,
    )


def _place_among_scorers(sheet: ScoreSheet) -> str:
    """The member's place among those who score: "04/11"."""
    seats = sheet.item.session.council.members.exclude(seat=CouncilMember.Seat.SECRETARY)
    places = list(seats.order_by("pk").values_list("pk", flat=True))
    return f"{places.index(sheet.member_id) + 1:02d}/{len(places):02d}"

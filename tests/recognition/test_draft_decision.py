"""The draft decision the office takes to the leader."""

import datetime as dt

import pytest

from ocop.papers.decision import render_decision
from ocop.recognition.draft_decision import Line, draft_decision
from tests.factories.basic import Places, make_places
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


def line(places: Places, total: str, band_star: int, star: int) -> Line:
    dossier = make_dossier(places.tan_ho_co)
    return dossier, add_result(dossier, total=total, band_star=band_star, star=star)


def test_the_draft_has_its_list_by_rank_and_neither_number_nor_date(places: Places) -> None:
    three, four = line(places, "72.00", 4, 3), line(places, "77.00", 4, 4)
    data = draft_decision([three, four], purpose="recognition", unit=places.dong_thap)
    assert (data["number"], data["date"]) == (None, None)
    assert [(g["rank"], [row["product"] for row in g["rows"]]) for g in data["groups"]] == [
        (4, [four[0].product.name]),
        (3, [three[0].product.name]),
    ]
    assert data["authority"] == "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp"
    assert data["grounds"][1].startswith(
        "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ ban hành"
    )
    assert data["grounds"][2] == "Căn cứ Biên bản số 01/BB-HĐ ngày 10/11/2026 của Hội đồng (mẫu)"
    serial = four[0].product.serial
    assert data["groups"][0]["rows"][0]["code"] == f"82-29929-{serial}-2026"
    assert render_decision(data, dated=dt.date(2026, 11, 12))[:5] == b"%PDF-"


def test_article_7_3_e_the_approval_notes_a_missed_mark(places: Places) -> None:
    data = draft_decision([line(places, "92.00", 5, 4)], purpose="approval", unit=places.dong_thap)
    (row,) = data["groups"][0]["rows"]
    assert row["note"] == "đủ 90 điểm, còn mức tối thiểu ***** chưa đạt."
    assert render_decision(data, dated=dt.date(2026, 11, 12))[:5] == b"%PDF-"

"""Which law governs a dossier, who recognises, who may apply: golden cases."""

import datetime as dt

import pytest

from ocop.kernel.errors import RefusedError
from ocop.law.authority import recognising_authority
from ocop.law.choosing import (
    instrument_for_filing,
    why_may_not_apply,
    why_not_chosen,
)
from ocop.law.classification import classification, product_class
from ocop.law.instruments import DossierKind, all_instruments, instrument
from ocop.law.loading import all_rubrics
from ocop.law.readings import LawSettings

FIRST, UPGRADE, AGAIN = DossierKind


@pytest.mark.parametrize(
    ("received_on", "kind", "governing", "finish_by"),
    [
        # Điều 11.1 and 12.2 QĐ 26/2026: received before 22/5/2026 keeps QĐ 148.
        (dt.date(2026, 5, 22), FIRST, "qd26-2026", None),
        (dt.date(2026, 5, 21), FIRST, "qd148-2023", dt.date(2026, 7, 21)),
        (dt.date(2026, 5, 21), UPGRADE, "qd148-2023", dt.date(2026, 7, 21)),
        (dt.date(2026, 5, 21), AGAIN, "qd148-2023", dt.date(2026, 6, 21)),
        (dt.date(2023, 2, 24), FIRST, "qd148-2023", dt.date(2026, 7, 21)),
        (dt.date(2023, 2, 23), FIRST, "qd1048-2019", None),
        (dt.date(2019, 8, 21), AGAIN, "qd1048-2019", None),
    ],
)
def test_the_instrument_of_a_filing_date(received_on, kind, governing, finish_by):
    filing = instrument_for_filing(received_on, kind)
    assert (filing.instrument, filing.finish_by) == (governing, finish_by)


def test_an_unfinished_old_dossier_is_late_the_day_after():
    """Điều 12.2.a: within 60 days of 22/5/2026."""
    filing = instrument_for_filing(dt.date(2026, 3, 1), FIRST)
    assert filing.article == "Điều 12.2.a QĐ 26/2026/QĐ-TTg"
    assert not filing.too_late(dt.date(2026, 7, 21))
    assert filing.too_late(dt.date(2026, 7, 22))
    going_on = LawSettings(unfinished_transition="continue_old")
    assert not filing.too_late(dt.date(2027, 7, 22), going_on)


def test_before_every_known_instrument_is_refused():
    with pytest.raises(RefusedError) as refused:
        instrument_for_filing(dt.date(2019, 8, 20), FIRST)
    assert refused.value.field == "received_on"


def test_a_set_is_chosen_only_if_usable_and_in_force():
    assert why_not_chosen("qd26-2026", 7, dt.date(2026, 5, 22)) == ""
    assert why_not_chosen("qd26-2026", 7, dt.date(2026, 5, 21))
    assert why_not_chosen("qd148-2023", 8, dt.date(2026, 5, 21)) == ""
    assert why_not_chosen("qd148-2023", 8, dt.date(2026, 5, 22))
    assert why_not_chosen("qd148-2023", 7, dt.date(2024, 1, 1))
    assert "chỉ dùng để tra cứu" in why_not_chosen("qd148-2023", 7, dt.date(2024, 1, 1))
    assert why_not_chosen("qd148-2023", 8, dt.date(2026, 6, 1)).startswith(
        "QĐ 148/2023 không áp dụng cho hồ sơ nhận ngày 01/06/2026."
    )


@pytest.mark.parametrize(
    ("star", "on", "level"),
    [
        # X27: the province in 2021, the district from 24/02/2023, unknown 1-5/7/2025, the province.
        (3, dt.date(2019, 8, 20), "unknown"),
        (3, dt.date(2021, 12, 31), "province"),
        (3, dt.date(2023, 2, 23), "province"),
        (3, dt.date(2023, 2, 24), "district"),
        (3, dt.date(2025, 6, 30), "district"),
        (3, dt.date(2025, 7, 1), "unknown"),
        (3, dt.date(2025, 7, 5), "unknown"),
        (3, dt.date(2025, 7, 6), "province"),
        (3, dt.date(2026, 5, 22), "province"),
        (4, dt.date(2021, 1, 1), "province"),
        (4, dt.date(2025, 7, 3), "province"),
        (4, dt.date(2026, 11, 21), "province"),
        (5, dt.date(2021, 1, 1), "ministry"),
        (5, dt.date(2025, 7, 3), "ministry"),
        (5, dt.date(2026, 11, 21), "ministry"),
    ],
)
def test_who_recognises_which_star_when(star, on, level):
    assert recognising_authority(star, on).level == level


def test_nobody_recognises_one_and_two_stars():
    """Điều 4.1.a QĐ 26/2026."""
    assert recognising_authority(2, dt.date(2026, 6, 1)) is None
    assert recognising_authority(1, dt.date(2026, 6, 1)) is None
    assert recognising_authority(3, dt.date(2025, 7, 2)).body == "không rõ thẩm quyền"


@pytest.mark.parametrize(
    ("form", "set_number", "registered", "may"),
    [
        # Điều 2.3 QĐ 26/2026.
        ("cooperative", 1, False, True),
        ("cooperative_group", 1, False, True),
        ("small_medium_enterprise", 26, True, True),
        ("farm", 1, True, True),
        ("farm", 1, False, False),
        ("producing_household", 1, False, False),
        ("family_household", 1, True, True),
        ("association", 26, True, True),
        ("association", 25, True, False),
        ("operating_centre", 1, True, False),
        ("equivalent_organisation", 26, False, True),
        ("large_enterprise", 1, True, False),
        ("", 1, True, False),
    ],
)
def test_who_may_apply(form, set_number, registered, may):
    refusal = why_may_not_apply(
        "qd26-2026", form, set_number=set_number, has_registration=registered
    )
    assert (refusal == "") is may
    assert may or "Điều 2.3 QĐ 26/2026/QĐ-TTg" in refusal


def test_the_classification_agrees_with_the_sheets():
    """Phụ lục I: 6 sectors, 17 groups, 26 sets, with the ministry that leads each."""
    leaves = classification()
    assert [leaf.number for leaf in leaves] == list(range(1, 27))
    assert len({leaf.sector_code for leaf in leaves}) == 6
    assert len({(leaf.sector_code, leaf.group) for leaf in leaves}) == 17
    for leaf, rubric in zip(leaves, all_rubrics("qd26-2026"), strict=True):
        assert (leaf.sector, leaf.group, leaf.subgroup, leaf.ministries) == (
            rubric.sector,
            rubric.group,
            rubric.subgroup,
            rubric.lead_ministries,
        )
        assert (leaf.sector_code, leaf.name) == (rubric.sector_code, rubric.name)
        assert leaf.needs_samples is rubric.needs_samples is (leaf.number != 26)
    assert product_class(5).ministries == ("Bộ Công Thương",)


def test_bands_and_certificate_months_of_every_instrument():
    for law in all_instruments():
        assert [(band.star, band.at_least) for band in law.bands] == [
            (5, 90),
            (4, 70),
            (3, 50),
            (2, 30),
            (1, 0),
        ]
        assert (law.certificate_months, law.certificate_min_star) == (36, 3)


def test_dossier_contents():
    """Điều 6.1, 6.2, 6.3 QĐ 26/2026."""
    law = instrument("qd26-2026")
    assert [paper.form for paper in law.dossier(FIRST).papers] == ["Mẫu số 01", "Mẫu số 02"]
    assert [paper.id for paper in law.dossier(AGAIN).papers] == [
        "registration_form",
        "self_assessment",
        "updates",
        "renewed_papers",
    ]
    to_province = law.package("to_province")
    assert [paper.id for paper in to_province.papers_for(tourism=False)] == [
        "commune_request",
        "commune_report",
        "product_dossier",
        "samples",
    ]
    assert "samples" not in {paper.id for paper in to_province.papers_for(tourism=True)}
    assert len(law.package("to_ministry_first").papers) == 7
    assert len(law.package("to_ministry_again").papers) == 5
    assert (law.copies.paper, law.copies.electronic, law.copies.samples) == (1, 1, 5)
    assert [content.id for content in law.commune_contents] == [
        "materials",
        "labour",
        "idea",
        "identity",
    ]

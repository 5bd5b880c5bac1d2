"""Results and readings in words, and the evidence beside each criterion."""

from dataclasses import fields

import pytest

from ocop.kernel.errors import RefusedError
from ocop.law.evidence import evidence_kinds, evidence_wanted
from ocop.law.explaining import explain, mark_article, readings_used, star_words
from ocop.law.loading import all_rubrics, load_rubric
from ocop.law.points import dotted, printed
from ocop.law.readings import LawSettings, all_readings, reading
from ocop.law.scoring import score_sheet
from tests.law.sheets import at_maximum, with_total

RUBRIC = load_rubric("qd26-2026", 10)


def explained(change=None, gates=(), drop=()):
    answers, _ = at_maximum(RUBRIC)
    answers |= change or {}
    for code in drop:
        del answers[code]
    score = score_sheet(RUBRIC, answers, gates=gates)
    return explain(RUBRIC, score.ranking)


def test_a_blocked_star_names_the_criterion_and_both_levels():
    assert explained({"1.5": 2}) == (
        "98,00 điểm; chưa được 4 sao vì tiêu chí 1.5 mới ở mức 1 điểm "
        "(4 sao cần mức 2 điểm, dấu ****).",
        "98,00 điểm; chưa được 5 sao vì tiêu chí 1.5 mới ở mức 1 điểm "
        "(5 sao cần mức 3 điểm, dấu *****).",
        "Kết quả: 3 sao.",
        "Căn cứ: Điều 3.2 và ghi chú dấu sao tại Phụ lục II QĐ 26/2026/QĐ-TTg, bộ 10.",
    )


def test_below_three_stars_through_a_mark():
    sentences = explained({"9": 0})
    assert sentences[0] == (
        "95,00 điểm; chưa đạt 3 sao vì tiêu chí 9 chưa đạt mức nào (3 sao cần mức 1 điểm, dấu ***)."
    )
    assert "Kết quả: Chưa đạt 3 sao." in sentences


def test_nothing_in_the_way():
    assert explained() == ("100,00 điểm; 5 sao.",)
    low = score_sheet(RUBRIC, *with_total(RUBRIC, 40))
    assert explain(RUBRIC, low.ranking) == ("40,00 điểm; Hạng 2 sao.",)


def test_gates_and_missing_answers_are_named():
    stopped = explained(gates=[("rejected_if", "1.1")])
    assert stopped[0] == "100,00 điểm đã chấm; chưa xếp hạng vì có lý do dừng đánh giá."
    assert stopped[1].startswith("Sản phẩm bị loại tại tiêu chí 1.1: Ghi chú: Bị loại nếu")
    assert explained(drop=["9", "10"]) == (
        "93,00 điểm đã chấm; chưa xếp hạng vì còn 2 tiêu chí chưa trả lời: 9, 10.",
    )


def test_a_blocked_mark_cites_its_place():
    answers, _ = at_maximum(RUBRIC)
    ranking = score_sheet(RUBRIC, answers | {"1.5": 3}).ranking
    assert mark_article(RUBRIC, ranking.blocked[0]) == (
        "Phụ lục II QĐ 26/2026/QĐ-TTg, bộ 10, tiêu chí 1.5, dấu *****"
    )
    assert star_words(ranking) == "4 sao"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("0", "0.00"),
        ("269/3", "89.67"),
        ("69995/1000", "70.00"),
        ("1/200", "0.01"),
        ("72", "72.00"),
    ],
)
def test_points_print_half_up_to_two_places(points, text):
    from fractions import Fraction

    assert dotted(Fraction(points)) == text
    assert printed(Fraction(points)) == text.replace(".", ",")


def test_every_setting_is_a_reading_and_every_reading_has_a_basis():
    settings = {field.name: field.default for field in fields(LawSettings)}
    assert settings == {r.id: r.chosen for r in all_readings() if r.is_setting}
    for named in all_readings():
        assert named.question.endswith("?")
        assert named.basis
        assert named.articles
        assert named.chosen not in named.alternatives
        assert named.is_setting is bool(named.alternatives)
    assert readings_used(("missed_mark",)) == (reading("missed_mark"),)


def test_an_unknown_value_of_a_setting_is_refused():
    with pytest.raises(RefusedError) as refused:
        LawSettings(heading_mark="perhaps")
    assert refused.value.field == "heading_mark"


def test_the_fifteen_kinds_of_evidence():
    """Mẫu số 02, Phụ lục III QĐ 26/2026."""
    kinds = evidence_kinds()
    assert len(kinds) == 15
    assert all(kind.help.endswith(".") and kind.help.count(".") == 1 for kind in kinds)
    used, bare = set(), set()
    for rubric in all_rubrics("qd26-2026"):
        wanted = evidence_wanted(rubric)
        assert wanted.keys() == {leaf.code for leaf in rubric.leaves}
        used |= {kind.code for found in wanted.values() for kind in found}
        bare |= {(rubric.number, code) for code, found in wanted.items() if not found}
    assert used == {kind.code for kind in kinds}
    assert bare == {(26, "5.3")}


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("1.1", "material_origin"),
        ("1.6", "environment"),
        ("3.1", "business_registration"),
        ("3.3", "local_labour"),
        ("3.4", "growth"),
        ("3.5", "intellectual_property"),
        ("4.1", "market"),
        ("4.3", "publicity"),
        ("5.1", "story"),
        ("6.1", "test_reports"),
        ("8", "quality_declaration"),
        ("9", "production_certificate"),
    ],
)
def test_the_evidence_beside_a_criterion(code, first):
    assert evidence_wanted(RUBRIC)[code][0].code == first

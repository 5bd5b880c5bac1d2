"""Checklists cover H02, H03, H04, D14; who inspects whom by star and day (Điều 9)."""

import datetime as dt

import pytest

from ocop.inspections.rules.authority import authority_findings, inspecting_level
from ocop.inspections.rules.checklists import all_checklists, checklist, failures, unanswered
from ocop.law.withdrawal import grounds

NOW = dt.date(2026, 11, 22)


def test_the_nine_topics_are_those_of_the_requirements() -> None:
    assert [topic.title for topic in checklist("after-recognition").topics] == [
        "Quản lý, điều hành",
        "Chất lượng",
        "Bao bì",
        "Quảng bá, xúc tiến thương mại",
        "Sản xuất, chế biến",
        "Sản lượng tiêu thụ",
        "Gắn logo và sao OCOP",
        "An toàn thực phẩm",
        "Nhãn hàng hóa, tem, sở hữu trí tuệ, môi trường và quy định khác",
    ]


def test_each_question_has_its_own_code_a_basis_and_a_ground_of_the_law_or_none() -> None:
    for asked in all_checklists():
        codes = [question.code for question in asked.questions()]
        assert len(codes) == len(set(codes)) > 8
        assert all(question.basis for question in asked.questions())
        assert {question.ground for question in asked.questions()} <= {"", *grounds()}
        assert all(
            question.code.startswith(f"{topic.code}.")
            for topic in asked.topics
            for question in topic.questions
        )


def test_what_is_open_and_what_failed() -> None:
    asked = checklist("mark-use")
    answers = {question.code: "pass" for question in asked.questions()}
    assert unanswered(asked, answers) == failures(asked, answers) == []

    answers |= {"1.1": "fail", "2.1": "na", "2.2": ""}
    assert [question.code for question in unanswered(asked, answers)] == ["2.2"]
    assert [question.code for question in failures(asked, answers)] == ["1.1"]


@pytest.mark.parametrize(
    ("star", "certified_by", "on", "level"),
    [
        (3, "province", NOW, "province"),
        (4, "province", NOW, "province"),
        (5, "ministry", NOW, "ministry"),
        (None, "unknown", NOW, "province"),
        (3, "district", dt.date(2025, 6, 30), "district"),
        (3, "district", dt.date(2025, 7, 1), "province"),
        (5, "district", dt.date(2025, 6, 30), "ministry"),
    ],
)
def test_who_inspects(star: int | None, certified_by: str, on: dt.date, level: str) -> None:
    assert inspecting_level(star, certified_by=certified_by, on=on) == level


def test_a_province_inspects_five_stars_only_when_asked() -> None:
    [finding] = authority_findings("province", 5, need="")
    assert (finding.place, finding.article) == ("product", "Điều 9 QĐ 26/2026/QĐ-TTg")
    assert authority_findings("province", 5, need="", asked_by_ministry=True) == []
    assert authority_findings("province", 4, need="") == []


def test_the_ministry_inspects_three_and_four_stars_when_needed() -> None:
    [finding] = authority_findings("ministry", 4, need=" ")
    assert finding.place == "cause_text"
    assert authority_findings("ministry", 4, need="Phản ánh ở ba tỉnh") == []
    assert authority_findings("ministry", 5, need="") == []

"""When written opinions agree (Điều 7.6.d QĐ 26/2026/QĐ-TTg)."""

from fractions import Fraction

import pytest

from ocop.councils.agreement import Ground, WrittenOpinion, written_differences


def opinion(total: int, star: int | None = 4, **more: object) -> WrittenOpinion:
    values = {"levels": {"1.2": (None, 2)}, "represents": "Sở Y tế"} | more
    return WrittenOpinion(total=Fraction(total), star=star, **values)


def grounds(*opinions: WrittenOpinion, rule: str = "levels") -> list[Ground]:
    return [each.ground for each in written_differences(opinions, limit=10, rule=rule)]


def test_same_star_same_levels_within_the_limit_agree():
    assert grounds(opinion(72), opinion(82), opinion(77)) == []
    assert grounds() == []


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ([opinion(71), opinion(82)], [Ground.SPREAD]),
        ([opinion(69, 3), opinion(72)], [Ground.STAR]),
        ([opinion(72), opinion(72, levels={"1.2": (None, 3)})], [Ground.LEVEL]),
        ([opinion(72), opinion(72, levels={"1.2": (1, 2)})], [Ground.LEVEL]),
        ([opinion(72), opinion(72, asks_meeting="Bao bì mới")], [Ground.ASKED]),
        (
            [opinion(72), opinion(10, None, stops=frozenset({"x:1.1"}))],
            [Ground.STOP],
        ),
    ],
)
def test_each_difference_calls_for_a_meeting(opinions, expected):
    found = grounds(*opinions)
    assert [each for each in found if each is not Ground.LEVEL or expected == [Ground.LEVEL]] == (
        expected
    )


def test_the_regulation_may_leave_the_levels_to_the_majority():
    apart = [opinion(72), opinion(74, levels={"1.2": (None, 3)})]
    assert grounds(*apart, rule="levels") == [Ground.LEVEL]
    assert grounds(*apart, rule="stars") == []


def test_everybody_who_stops_for_the_same_ground_agrees():
    stop = frozenset({"rejected_if:1.1"})
    assert grounds(opinion(9, None, stops=stop), opinion(40, None, stops=stop)) == []


def test_the_words_tell_no_points():
    found = written_differences([opinion(60, 3), opinion(88)], limit=10, rule="levels")
    assert [each.words for each in found] == [
        "Tổng điểm của các phiếu chênh nhau quá 10 điểm.",
        "Hạng theo từng phiếu khác nhau.",
    ]

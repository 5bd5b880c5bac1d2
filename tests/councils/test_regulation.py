"""The operating regulation: what Điều 7.3 and 7.4 leave to each council, as typed settings."""

import pytest

from ocop.councils.regulation import SETTINGS, Regulation, stored_regulation
from ocop.kernel.errors import RefusedError
from ocop.law.readings import LawSettings


def test_a_silent_regulation_has_the_defaults_found_in_provinces():
    rules = stored_regulation({}, LawSettings())

    assert (rules.quorum_percent, rules.spread_limit, rules.least_sheets) == (75, 10, 3)
    assert rules.council_option == "majority"
    assert rules.chair_scores is True
    assert stored_regulation(rules.stored(), LawSettings()) == rules


@pytest.mark.parametrize(("seats", "least"), [(7, 6), (8, 6), (11, 9), (4, 3)])
def test_three_quarters_of_the_members_round_up(seats, least):
    assert Regulation().least_present(seats) == least


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quorum_percent", 49),
        ("quorum_percent", "75"),
        ("spread_limit", 0),
        ("least_sheets", True),
        ("council_option", "chair_decides"),
        ("averaging", "median"),
        ("unknown", 1),
    ],
)
def test_what_the_regulation_does_not_offer_is_refused_at_its_name(name, value):
    with pytest.raises(RefusedError) as refusal:
        stored_regulation({name: value}, LawSettings())
    assert refusal.value.field == name


def test_every_setting_is_explained_with_question_value_and_basis():
    explained = Regulation().explained()

    assert [setting.name for setting, _ in explained] == [setting.name for setting in SETTINGS]
    assert all(setting.question.endswith("?") and setting.basis for setting, _ in explained)
    said = {setting.name: value for setting, value in explained}
    assert (said["quorum_percent"], said["spread_limit"]) == ("75%", "10 điểm")


def test_a_regulation_overrides_only_the_reading_that_it_declares():
    here = LawSettings(council_option="plurality", marks_without_legend="not_binding")

    assert Regulation(council_option="majority").scored_under(here) == LawSettings(
        council_option="majority", marks_without_legend="not_binding"
    )
    assert stored_regulation({}, here).scored_under(here) == here

"""From agenda to result: the aggregate of Điều 3.3 under a council's regulation."""

import datetime as dt
import json

import pytest

from ocop.councils.models import CouncilLevel
from ocop.dossiers.states import DossierState
from ocop.kernel import audit, clock
from ocop.kernel.models import AuditEntry
from tests.factories.basic import make_places
from tests.factories.council_journey import scored_dossier

pytestmark = pytest.mark.django_db


def test_equal_sheets_of_80_points_give_four_stars():
    scored = scored_dossier(make_places(), star=4)
    result = scored.result

    assert (result.total, result.band_star, result.star) == (80, 4, 4)
    assert result.part_a + result.part_b + result.part_c == 80
    assert (result.level, result.concluded_on) == (CouncilLevel.PROVINCE, clock.today())
    assert scored.dossier.state == DossierState.SCORED
    assert scored.session.concluded_on == clock.today()


def test_forty_points_are_two_stars_and_say_what_is_missing():
    result = scored_dossier(make_places(), star=2).result
    content = json.loads(result.snapshot.content)

    assert (result.total, result.star) == (40, 2)
    assert content["star_words"] == "Hạng 2 sao"
    assert content["sentences"][0] == "40,00 điểm; Hạng 2 sao."


def test_92_points_reach_the_ministrys_band():
    result = scored_dossier(make_places(), star=5, aim=92).result
    assert (result.total, result.band_star, result.star) == (92, 5, 5)


def test_the_result_keeps_every_sheets_hash_and_the_readings_it_rests_on():
    scored = scored_dossier(make_places(), star=4, members=3)
    content = json.loads(scored.result.snapshot.content)
    sheets = scored.result.item.sheets.select_related("snapshot")

    assert {row["sha256"] for row in content["sheets"]} == {s.snapshot.sha256 for s in sheets}
    assert len(content["sheets"]) == 4
    assert content["total_exact"] == "80"
    assert [row["id"] for row in content["readings"]][:2] == ["exact_mean", "council_option"]
    assert content["regulation"]["spread_limit"] == 10
    assert len(content["criteria"]) == 32


def test_the_minutes_name_members_and_result_and_the_chain_holds():
    scored = scored_dossier(make_places(), star=4)
    minutes = json.loads(scored.session.minutes.content)

    assert minutes["number"] == "02/BB-HĐ"
    assert minutes["quorum"] == {"present": 3, "of": 3, "least": 3}
    assert minutes["results"][0]["result_sha256"] == scored.result.snapshot.sha256
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts[-2:] == ["result_concluded", "minutes_closed"]
    assert acts.count("sheet_submitted") == 3
    assert audit.first_broken_link() is None


def test_the_session_ends_on_a_date_that_decisions_can_be_held_against(monkeypatch):
    late = dt.datetime(2026, 11, 20, 17, 30, tzinfo=dt.UTC)
    scored = scored_dossier(make_places(), star=4)
    scored.session.concluded_at = late
    assert scored.session.concluded_on == dt.date(2026, 11, 21)

"""An office's counter: patterns, the year's end, roll-back, four writers at once."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.recognition.models import NumberSeries
from ocop.recognition.notice import NoticeHead
from ocop.recognition.numbers import pattern_findings, rendered
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.notices import notify_result
from ocop.recognition.services.numbering import (
    end_series,
    number_or_next,
    offered_number,
    set_series,
)
from ocop.recognition.services.recognising import Award, recognise_by_province
from tests.factories.basic import Places, make_official, make_places
from tests.factories.results import add_result, make_dossier

TAKEN_BY_EACH, WRITERS = 20, 4
TAKE = f"""
import django
django.setup()
from django.db import transaction
from ocop.recognition.services.numbering import number_or_next
for _ in range({TAKEN_BY_EACH}):
    with transaction.atomic():
        print(number_or_next("", unit=None, kind="certificate", year=2026))
"""


@pytest.mark.parametrize(
    ("pattern", "number", "words"),
    [
        ("{number:03}/GCN-OCOP-{year}", 7, "007/GCN-OCOP-2026"),
        ("{number}/QĐ-UBND", 1204, "1204/QĐ-UBND"),
        ("GCN {number:02}", 123, "GCN 123"),
    ],
)
def test_a_pattern_is_filled(pattern: str, number: int, words: str) -> None:
    assert pattern_findings(pattern, restarts_yearly=False) == []
    assert rendered(pattern, number, 2026) == words


@pytest.mark.parametrize(
    "pattern",
    ["GCN-OCOP", "{number}{number}", "{number:3}", "{number!r}", "{number}/{khac}", "{number", "}"],
)
def test_a_pattern_that_does_not_count_is_refused(pattern: str) -> None:
    assert [found.place for found in pattern_findings(pattern, restarts_yearly=False)] == [
        "pattern"
    ]


def test_a_yearly_count_names_its_year() -> None:
    assert pattern_findings("{number}/GCN", restarts_yearly=True) != []


@pytest.fixture
def places(db: None) -> Places:
    return make_places()


@pytest.fixture
def office(places: Places) -> User:
    return make_official(Role.PROVINCE_OFFICE, places.dong_thap)


def series(unit: Unit, office: User, **changed: object) -> NumberSeries:
    values: dict[str, object] = {
        "kind": "certificate",
        "pattern": "{number:03}/GCN-{year}",
        "next_number": 15,
        "restarts_yearly": True,
    }
    return set_series(unit=unit, by=office, **(values | changed))


def taken(unit: Unit, typed: str = "", year: int = 2026) -> str:
    return number_or_next(typed, unit=unit, kind="certificate", year=year)


def test_numbers_follow_each_other_and_roll_back(places: Places, office: User) -> None:
    series(places.dong_thap, office)
    assert taken(places.dong_thap) == "015/GCN-2026"
    with pytest.raises(RuntimeError), transaction.atomic():
        assert taken(places.dong_thap) == "016/GCN-2026"
        raise RuntimeError
    assert offered_number(unit=places.dong_thap, kind="certificate") == "016/GCN-2026"
    assert taken(places.dong_thap) == "016/GCN-2026"


def test_a_number_typed_by_hand_stays_and_the_due_one_moves_the_counter(
    places: Places, office: User
) -> None:
    series(places.dong_thap, office)
    assert taken(places.dong_thap, "200/GCN-2026") == "200/GCN-2026"
    assert taken(places.dong_thap, "015/GCN-2026") == "015/GCN-2026"
    assert taken(places.dong_thap) == "016/GCN-2026"
    assert taken(places.vinh_long, "9") == "9"
    assert taken(places.vinh_long) == ""


def test_the_count_begins_anew_each_year_and_never_goes_back(places: Places, office: User) -> None:
    series(places.dong_thap, office)
    assert taken(places.dong_thap, year=2027) == "001/GCN-2027"
    with pytest.raises(RefusedError, match="đã sang năm 2027"):
        taken(places.dong_thap, year=2026)
    assert taken(places.dong_thap, "016/GCN-2026", year=2026) == "016/GCN-2026"
    assert taken(places.dong_thap, year=2027) == "002/GCN-2027"


def test_only_the_office_keeps_its_counter(places: Places, office: User) -> None:
    stranger = make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    kept = series(places.dong_thap, office)
    with pytest.raises(RefusedError):
        series(places.dong_thap, stranger)
    with pytest.raises(RefusedError):
        end_series(series=kept, by=stranger)
    end_series(series=kept, by=office)
    assert offered_number(unit=places.dong_thap, kind="certificate") == ""


def test_decision_certificate_and_notice_take_their_numbers(places: Places, office: User) -> None:
    unit = places.dong_thap
    series(unit, office)
    series(unit, office, kind="decision", pattern="{number}/QĐ-UBND-{year}", next_number=3)
    series(unit, office, kind="notice", pattern="{number}/TB-{year}", next_number=8)
    dossiers = [make_dossier(places.tan_ho_co) for _ in range(2)]
    for dossier in dossiers:
        add_result(dossier, total="77.00", band_star=4, star=4)
    certificates = recognise_by_province(
        awards=[Award(dossier, "") for dossier in dossiers],
        paper=DecisionPaper(number="", signed_on=dt.date(2026, 11, 12)),
        by=make_official(Role.PROVINCE_LEADER, unit),
    )
    assert [each.number for each in certificates] == ["015/GCN-2026", "016/GCN-2026"]
    decision = certificates[0].recognition.decision
    assert decision and decision.number == "3/QĐ-UBND-2026"
    notice = notify_result(
        dossier=dossiers[0],
        head=NoticeHead(issued_on=dt.date(2026, 11, 12)),
        by=office,
    )
    assert notice.number == "8/TB-2026"


@pytest.mark.django_db(transaction=True)
def test_four_writers_take_every_number_once(tmp_path: Path) -> None:
    NumberSeries.objects.create(unit=None, kind="certificate", pattern="{number}/{year}", year=2026)
    environment = {
        **os.environ,
        "OCOP_HOME": str(tmp_path),
        "OCOP_DATABASE": database_for_others(tmp_path),
        "DJANGO_SETTINGS_MODULE": "ocop.config.settings",
    }
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(WRITERS)
    ]
    numbers = [line for writer in writers for line in writer.communicate(timeout=120)[0].split()]
    assert sorted(numbers, key=lambda words: int(words.split("/")[0])) == [
        f"{number}/2026" for number in range(1, TAKEN_BY_EACH * WRITERS + 1)
    ]


def database_for_others(folder: Path) -> str:
    """The test's database as other processes open it; SQLite's lives in memory, so a copy."""
    if connection.vendor == "sqlite":
        path = folder / "numbers.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return str(path)
    kept = connection.settings_dict
    return f"postgresql://{kept['USER']}:{kept['PASSWORD']}@/{kept['NAME']}?host={kept['HOST']}"

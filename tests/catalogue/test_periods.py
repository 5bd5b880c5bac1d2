"""Spans of days against the rules: on every day both must say the same."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ocop.catalogue.periods import END, Given, newest_on, periods
from ocop.law.deadlines import certificate_last_day
from ocop.law.readings import LawSettings
from ocop.register.status import CertificateDates, Fact, status

START = dt.date(2020, 1, 1)
DAYS = st.integers(0, 3650).map(lambda n: START + dt.timedelta(days=n))
KINDS = st.sampled_from(
    ["withdrawn", "withdrawal_annulled", "replaced", "reevaluation_received", "reevaluation_ended"]
)
SETTINGS = st.builds(
    LawSettings,
    extension_180=st.sampled_from(["standing", "transitional"]),
    on_time_but_undecided=st.sampled_from(["extended_180", "expires"]),
)


@st.composite
def recognitions(draw: st.DrawFn) -> list[Given]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        signed_on = draw(st.none() | DAYS)
        dates = None
        if signed_on and draw(st.booleans()):
            dates = CertificateDates(signed_on, certificate_last_day(signed_on))
        facts = tuple(
            Fact(draw(KINDS), draw(DAYS)) for _ in range(draw(st.integers(0, 4))) if dates
        )
        made.append(Given(number, draw(st.integers(3, 5)), signed_on, dates, facts))
    return made


@given(recognitions(), SETTINGS, st.lists(DAYS, min_size=1, max_size=20))
def test_a_span_says_what_the_rules_say(
    given_stars: list[Given], settings: LawSettings, days: list[dt.date]
) -> None:
    spans = periods(given_stars, settings)
    edges = [day for span in spans for day in (span.first_day, span.last_day)]
    for on in {*days, *edges} - {END}:
        held = [span for span in spans if span.first_day <= on <= span.last_day]
        newest = newest_on(given_stars, on)
        if newest is None:
            assert held == []
            continue
        expected = status(newest.dates, newest.facts, on, settings)
        (span,) = held
        assert (span.given, span.kind) == (newest, expected.kind)
        assert span.until == (expected.until if expected.is_valid else END)

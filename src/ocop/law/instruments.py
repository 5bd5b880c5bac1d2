"""The three instruments (quyết định) with their dates, bands, limits, papers and forms."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from ocop.kernel.errors import RefusedError
from ocop.law.checks import LawDataError
from ocop.law.loading import INSTRUMENTS, load_document


class DossierKind(StrEnum):
    """Why a product is evaluated (Điều 6.1 QĐ 26/2026)."""

    FIRST = "first"
    UPGRADE = "upgrade"
    REEVALUATION = "reevaluation"


@dataclass(frozen=True, slots=True)
class Band:
    """A rank by points: from `at_least` up to below the next higher band (100 for the top)."""

    star: int
    at_least: int
    name: str
    article: str


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A period: `unit` is "working" or "calendar" days, the first day never counted."""

    id: str
    count: int
    unit: str
    what: str
    counted_from: str
    article: str


@dataclass(frozen=True, slots=True)
class RoundRule:
    """A yearly round (đợt): month-day bounds "MM-DD", both "before", so the day itself is late."""

    level: str
    number: int
    proposed_before: str
    held_before: str
    article: str


@dataclass(frozen=True, slots=True)
class ProducerForm:
    """A legal form that may apply (Điều 2.3)."""

    id: str
    name: str
    needs_registration: bool = False
    tourism_only: bool = False


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One part of a dossier; `form` is the annex form's name or ""."""

    id: str
    name: str
    form: str
    optional: bool = False
    not_for_tourism: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a dossier or package of one kind is made of."""

    kind: str
    name: str
    article: str
    papers: tuple[RequiredPaper, ...]

    def papers_for(self, *, tourism: bool) -> tuple[RequiredPaper, ...]:
        """The parts asked of this product; tourism services send no samples (Điều 6.2.d)."""
        return tuple(paper for paper in self.papers if not (tourism and paper.not_for_tourism))


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later decision that changed this one from `in_force_from` on."""

    number: str
    signed_on: dt.date
    in_force_from: dt.date
    what: str


@dataclass(frozen=True, slots=True)
class Copies:
    """How many sets of papers and samples go with a dossier."""

    paper: int
    electronic: int
    samples: int
    article: str


@dataclass(frozen=True, slots=True)
class CommuneContent:
    """One of the four matters the commune assesses (Điều 7.2.a)."""

    id: str
    name: str
    article: str


@dataclass(frozen=True, slots=True)
class Transition:
    """Dossiers received before a date keep an older instrument; `limits` names the time limit."""

    received_before: dt.date
    instrument: str
    limits: Mapping[str, str]
    article: str


@dataclass(frozen=True, eq=False)
class Instrument:
    """One decision. `filed_from`/`filed_to` bound the filing dates it governs (inclusive).

    `ceases_on` is its last day (None while in force); `caveats` say what is not known of it.
    """

    id: str
    short: str
    number: str
    title: str
    signed_on: dt.date
    filed_from: dt.date
    filed_from_article: str
    filed_to: dt.date | None
    ceases_on: dt.date | None
    ceases_article: str
    amendments: tuple[Amendment, ...]
    sources: tuple[str, ...]
    caveats: tuple[str, ...]
    bands: tuple[Band, ...]
    bands_reading: str | None
    marks_article: str
    certificate_months: int
    certificate_min_star: int
    certificate_article: str
    referral_at_least: int
    referral_article: str
    rounds: tuple[RoundRule, ...]
    time_limits: tuple[TimeLimit, ...]
    producers_article: str
    producer_forms: tuple[ProducerForm, ...]
    tourism_sector: str
    dossiers: tuple[Contents, ...]
    packages: tuple[Contents, ...]
    copies: Copies | None
    commune_contents: tuple[CommuneContent, ...]
    transition: Transition | None

    def band(self, total: Fraction | int) -> Band:
        """The band of an exact, unrounded mean total from 0 to 100 (half-open, Điều 3.3)."""
        return next(band for band in self.bands if total >= band.at_least)

    def band_of_star(self, star: int) -> Band:
        """The band of a star from 1 to 5."""
        return next(band for band in self.bands if band.star == star)

    def time_limit(self, limit_id: str) -> TimeLimit:
        """The time limit with this id; raises LawDataError where the instrument has none."""
        for limit in self.time_limits:
            if limit.id == limit_id:
                return limit
        raise LawDataError(f"{self.id} has no time limit {limit_id}")

    def dossier(self, kind: DossierKind) -> Contents:
        """What the producer submits; raises LawDataError where the text is not known."""
        return self._contents(self.dossiers, kind.value)

    def package(self, kind: str) -> Contents:
        """What one office sends the next: "to_province", "to_ministry_first" or "…_again"."""
        return self._contents(self.packages, kind)

    def _contents(self, among: tuple[Contents, ...], kind: str) -> Contents:
        for contents in among:
            if contents.kind == kind:
                return contents
        raise LawDataError(f"{self.id} has no contents for {kind}")


def instrument(instrument_id: str) -> Instrument:
    """The instrument with this id; raises RefusedError at "instrument" where there is none."""
    if instrument_id not in INSTRUMENTS:
        known = ", ".join(INSTRUMENTS)
        raise RefusedError(
            f"Không có bộ quy định “{instrument_id}”. Hãy dùng một trong: {known}.",
            field="instrument",
        )
    return _load(instrument_id)


def all_instruments() -> tuple[Instrument, ...]:
    """The three instruments, the one in force first."""
    return tuple(_load(instrument_id) for instrument_id in INSTRUMENTS)


@cache
def _load(instrument_id: str) -> Instrument:
    row: dict[str, Any] = dict(load_document(instrument_id, "instrument.yaml"))
    certificate, referral = row.pop("certificate"), row.pop("referral")
    producers, copies, transition = row.pop("producers"), row.pop("copies"), row.pop("transition")
    converted: dict[str, Any] = {
        "amendments": _rows(Amendment, row.pop("amendments")),
        "sources": tuple(row.pop("sources")),
        "caveats": tuple(row.pop("caveats")),
        "bands": _rows(Band, row.pop("bands")),
        "rounds": _rows(RoundRule, row.pop("rounds")),
        "time_limits": _rows(TimeLimit, row.pop("time_limits")),
        "producer_forms": _rows(ProducerForm, producers["forms"]),
        "dossiers": _contents_of(row.pop("dossiers")),
        "packages": _contents_of(row.pop("packages")),
        "commune_contents": _rows(CommuneContent, row.pop("commune_contents")),
    }
    return Instrument(
        **row,
        **converted,
        certificate_months=certificate["months"],
        certificate_min_star=certificate["min_star"],
        certificate_article=certificate["article"],
        referral_at_least=referral["at_least"],
        referral_article=referral["article"],
        producers_article=producers["article"],
        tourism_sector=producers["tourism_sector"],
        copies=Copies(**copies) if copies else None,
        transition=Transition(**transition) if transition else None,
    )


def _rows(kind: Any, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**row) for row in rows)


def _contents_of(rows: list[dict[str, Any]]) -> tuple[Contents, ...]:
    return tuple(
        Contents(row["kind"], row["name"], row["article"], _rows(RequiredPaper, row["papers"]))
        for row in rows
    )

"""Where the law is silent: named readings, shown to the user with their basis."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from ocop.kernel.errors import RefusedError
from ocop.law.checks import LawDataError
from ocop.law.loading import load_document


@dataclass(frozen=True, slots=True)
class Reading:
    """One question the law leaves open. `alternatives` maps other values to their sentence."""

    id: str
    question: str
    chosen: str
    chosen_text: str
    alternatives: Mapping[str, str]
    basis: str
    articles: tuple[str, ...]
    is_setting: bool

    def text_of(self, value: str) -> str:
        """The Vietnamese sentence of one possible value."""
        return self.chosen_text if value == self.chosen else self.alternatives[value]

    def text_in(self, settings: "LawSettings") -> str:
        """The sentence in force under `settings`."""
        return self.text_of(self.value_in(settings))

    def value_in(self, settings: "LawSettings") -> str:
        """The value in force under `settings`; the chosen one where nobody may set it otherwise."""
        return str(getattr(settings, self.id, self.chosen))


@dataclass(frozen=True, slots=True)
class LawSettings:
    """The readings that may be set otherwise; each field is a reading's id, each value one of its.

    Raises RefusedError at the field's name for a value that the reading does not offer.
    """

    no_story_dependents: str = "zero"
    heading_mark: str = "full_points"
    marks_without_legend: str = "binding"
    council_option: str = "majority"
    commune_clock: str = "restarts"
    unfinished_transition: str = "file_again"
    extension_180: str = "standing"
    on_time_but_undecided: str = "extended_180"

    def __post_init__(self) -> None:
        for field in fields(self):
            offered = reading(field.name)
            value = getattr(self, field.name)
            if value != offered.chosen and value not in offered.alternatives:
                choices = ", ".join((offered.chosen, *offered.alternatives))
                raise RefusedError(
                    f"“{value}” không phải cách hiểu có sẵn. Hãy chọn một trong: {choices}.",
                    field=field.name,
                )


def chosen_settings(chosen: Mapping[str, str]) -> LawSettings:
    """The settings with these values by reading; what is not named keeps its default.

    Raises RefusedError at the reading's id where there is no such setting or no such value.
    """
    known = [field.name for field in fields(LawSettings)]
    for name in chosen:
        if name not in known:
            raise RefusedError(
                f"Không có cách hiểu này để chọn. Hãy dùng một trong: {', '.join(known)}.",
                field=name,
            )
    return LawSettings(**chosen)


@cache
def all_readings() -> tuple[Reading, ...]:
    """Every named reading, in the order of the data."""
    return tuple(
        Reading(
            id=row["id"],
            question=row["question"],
            chosen=row["chosen"],
            chosen_text=row["chosen_text"],
            alternatives=dict(row["alternatives"]),
            basis=row["basis"],
            articles=tuple(row["articles"]),
            is_setting=row.get("setting", False),
        )
        for row in load_document("readings.yaml")
    )


def reading(reading_id: str) -> Reading:
    """The reading with this id; raises LawDataError where there is none."""
    for candidate in all_readings():
        if candidate.id == reading_id:
            return candidate
    raise LawDataError(f"no reading {reading_id}")


DEFAULT_SETTINGS = LawSettings()

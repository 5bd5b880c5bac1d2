"""What changes with the reader's language besides the words: how a date is written."""

import datetime as dt

from django.utils.translation import get_language

ENGLISH = "en"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def is_english() -> bool:
    """Whether the page is being made in English; everything else is Vietnamese."""
    return get_language() == ENGLISH


def written_date(day: dt.date) -> str:
    """05/08/2026; in English 5 August 2026, where figures alone would be read as 8 May."""
    if is_english():
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d/%m/%Y}"

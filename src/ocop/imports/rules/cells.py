"""Stars, dates, years, points and decisions as people write them in cells."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ocop.kernel.text import folded
from ocop.law.authority import UNKNOWN

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_EXCEL_DAY_0 = dt.date(1899, 12, 30)
# 01/01/2018 to 31/12/2049 as Excel counts days; the programme began in 2018.
_SERIALS = range(43101, 54788)
_DATES = (dt.date(2018, 1, 1), dt.date(2049, 12, 31))
_STARS = re.compile(r"(?:hang |ocop |dat )*([0-5])(?:[.,]0+)?(?: ?(?:sao|\*+|★+))?")
_STAR_SIGNS = re.compile(r"[★*]{1,5}")
_CENTRAL_CITIES = ("ha noi", "ho chi minh", "da nang", "hai phong", "can tho", "hue")


def read_star(text: str) -> int | None:
    """0 to 5; None where the text is no star. "4 sao", "★★★★" and "4,0" are 4."""
    words = folded(text)
    found = _STARS.fullmatch(words)
    if found:
        return int(found[1])
    return len(words) if _STAR_SIGNS.fullmatch(words) else None


def read_date(text: str) -> dt.date | None:
    """A day of the programme: dd/mm/yyyy, dd-mm-yyyy, ISO, words, or Excel's count of days.

    >>> read_date("44635"), read_date("05-3-2022"), read_date("2022-13-40")
    (datetime.date(2022, 3, 15), datetime.date(2022, 3, 5), None)
    """
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) in _SERIALS:
        return _EXCEL_DAY_0 + dt.timedelta(days=int(serial[1]))
    day: dt.date | None = None
    try:
        if found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(folded(text)):
            day = dt.date(int(found[3]), int(found[2]), int(found[1]))
        elif found := _YEAR_FIRST.fullmatch(text):
            day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day if day and _DATES[0] <= day <= _DATES[1] else None


def read_year(text: str) -> int | None:
    """The first year in the text: "2022 (Đợt 1), công bố 7/2023" is 2022."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def read_points(text: str) -> Decimal | None:
    """Points from 0 to 100 with a comma or a dot."""
    try:
        points = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return points if points.is_finite() and 0 <= points <= 100 else None


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """A number and perhaps a day: "348/QĐ-UBND ngày 24/02/2024"."""

    number: str
    signed_on: dt.date | None


def read_decision(text: str) -> WrittenDecision:
    """The number without "Quyết định số"; the day where the cell holds one."""
    found = _DAY_FIRST.search(text)
    signed_on = read_date(found[0]) if found else None
    number = text[: found.start()] if found and signed_on else text
    number = re.sub(r"(?i)^(quyết định|qđ)?\s*(số)?\s*[:.]?\s*(?=\d)", "", number.strip())
    number = re.sub(r"(?i)[\s,;(]*(ký)?\s*(ngày)?[\s,;(]*$", "", number)
    return WrittenDecision(number.strip(" ,;."), signed_on)


def read_authority(text: str) -> str:
    """ "ministry", "province", "district", or "unknown" where the words do not tell."""
    words = re.sub(r"[^\w]+", " ", folded(text))
    if re.search(r"\bbo (nong nghiep|nn|nnptnt|truong)|\bbnn|trung uong|\bministry", words):
        return "ministry"
    if re.search(r"\b(huyen|thi xa|quan)\b", words):
        return "district"
    if re.search(r"\btinh\b|\bprovince", words):
        return "province"
    if re.search(r"\b(thanh pho|tp)\b", words):
        return "province" if any(name in words for name in _CENTRAL_CITIES) else "district"
    return UNKNOWN


_KINDS = (
    ("proposed", r"(de nghi|de xuat|proposed|tiem nang)"),
    ("upgrade", r"nang (hang|sao)|upgrade"),
    ("reevaluation", r"danh gia lai|cong nhan lai|re ?evaluation|gia han"),
    ("first", r"lan dau|\bmoi\b|\bnew\b|\bfirst\b"),
)


def read_kind(text: str) -> str:
    """ "first", "upgrade", "reevaluation", "proposed", or "" where the words do not tell."""
    words = re.sub(r"[^\w]+|_", " ", folded(text))
    return next((kind for kind, pattern in _KINDS if re.search(pattern, words)), "")


_FORMS = (
    ("cooperative_group", r"to hop tac|\btht\b|nhom ho"),
    ("cooperative", r"hop tac xa|htx"),
    ("farm", r"trang trai"),
    ("family_household", r"ho gia dinh"),
    ("producing_household", r"\bho\b|\bhkd\b|ho kinh doanh|co so|sxkd|lang nghe"),
    ("small_medium_enterprise", r"cong ty|\bcty\b|\btnhh\b|doanh nghiep|\bdntn\b|\bcp\b|\bdn\b"),
    ("federation", r"hiep hoi"),
    ("operating_centre", r"trung tam dieu hanh"),
    ("association", r"\bhoi\b"),
)


def read_legal_form(*texts: str) -> str:
    """The legal form by its name in `ocop.law`, from the first text that tells; else "unknown"."""
    for text in texts:
        words = folded(text)
        for form, pattern in _FORMS:
            if re.search(pattern, words):
                return form
    return "unknown"

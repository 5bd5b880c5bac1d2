"""What may be decided on a council's result (Điều 4, 7.3 and 7.4 QĐ 26/2026/QĐ-TTg). Pure."""

import datetime as dt
import re
from enum import StrEnum

from ocop.kernel.findings import Finding, Weight


class Outcome(StrEnum):
    """The one thing to do next with a result."""

    RECOGNISE = "recognise"
    CLOSE = "close"
    KEEP = "keep"
    REFER = "refer"
    RETURN_TO_PROVINCE = "return_to_province"


# The dossier ends with a notice and no decision.
ENDS_WITH_NOTICE = frozenset({Outcome.CLOSE, Outcome.KEEP})


def outcome_of(
    *, level: str, band_star: int | None, star: int | None, star_in_force: int | None = None
) -> Outcome:
    """What follows from a result of `level` "province" or "central".

    `star_in_force` is given for an upgrade alone: a result that is not above it leaves that star
    with its own last day (reading `upgrade_not_higher`). `band_star` is the star by points alone, taken from the exact mean: 89,996 prints as 90,00 but
    is not 90.

    Điều 7.3.e: 90 points or more go to the ministry, by points alone (a missed ***** mark only
    warns). Điều 7.4: below five stars at the centre the province decides. Điều 4.1.a: no decision
    and no certificate below three stars.
    """
    if level == "central":
        return Outcome.RECOGNISE if star == 5 else Outcome.RETURN_TO_PROVINCE
    if star is not None and band_star == 5:
        return Outcome.REFER
    return _given_by_province(star, star_in_force)


def outcome_back_at_province(star: int | None, star_in_force: int | None = None) -> Outcome:
    """Điều 7.4, last sentence: the central result may carry 3 or 4 stars of the province."""
    return _given_by_province(star if star in {3, 4} else None, star_in_force)


def _given_by_province(star: int | None, star_in_force: int | None) -> Outcome:
    if star_in_force is not None and (star or 0) <= star_in_force:
        return Outcome.KEEP
    return Outcome.RECOGNISE if star is not None and star >= 3 else Outcome.CLOSE


def decision_findings(
    *, number: str, signed_on: dt.date | None, concluded_on: dt.date, today: dt.date
) -> list[Finding]:
    """A decision follows the council's session and is not dated ahead."""
    found = []
    if not number.strip():
        found.append(Finding("Ghi số quyết định như văn thư đã cấp.", "number"))
    if signed_on is None:
        found.append(Finding("Ghi ngày ký quyết định.", "signed_on"))
    elif signed_on < concluded_on:
        found.append(
            Finding(
                f"Ngày ký {signed_on:%d/%m/%Y} trước ngày Hội đồng kết luận {concluded_on:%d/%m/%Y}. "
                "Xem lại ngày trên quyết định.",
                "signed_on",
                "Điều 7.3 QĐ 26/2026/QĐ-TTg",
            )
        )
    elif signed_on > today:
        found.append(Finding("Ngày ký không thể ở tương lai.", "signed_on"))
    return found


def referral_findings(*, band_star: int | None, star: int | None) -> list[Finding]:
    """A missed ***** mark does not stop the referral, but the office should know."""
    if band_star == 5 and star != 5:
        return [
            Finding(
                "Đủ 90 điểm nhưng còn mức tối thiểu ***** chưa đạt. Vẫn chuyển Bộ theo điểm, "
                "nên bổ sung trước khi gửi.",
                "star",
                "Điều 7.3.e QĐ 26/2026/QĐ-TTg",
                Weight.WARNING,
            )
        ]
    return []


_FIGURES = re.compile(r"\d+")
_MOST_FIGURES = 18


def next_number(number: str) -> str:
    """The number after this one in the office's register: its first figures go up by one.

    >>> next_number("009/GCN-OCOP-2026")
    '010/GCN-OCOP-2026'
    """
    found = _FIGURES.search(number)
    if found is None or len(found[0]) > _MOST_FIGURES:
        return ""
    following = str(int(found[0]) + 1).zfill(len(found[0]))
    return f"{number[: found.start()]}{following}{number[found.end() :]}"


def consecutive_numbers(first: str, count: int) -> list[str]:
    """`count` numbers from `first` on; none where `first` has no figures to count with.

    >>> consecutive_numbers("08/GCN", 3)
    ['08/GCN', '09/GCN', '10/GCN']
    """
    numbers = [first] if count and next_number(first) else []
    while numbers and len(numbers) < count:
        numbers.append(next_number(numbers[-1]))
    return numbers

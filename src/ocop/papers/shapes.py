"""Pieces of data that several papers share."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import NotRequired, TypedDict

Points = Decimal | Fraction  # printed half-up to two places: "77,35"


class Signer(TypedDict):
    """Who signs: lines of authority and title (["KT. Chủ tịch", "Phó Chủ tịch"]) and the name."""

    title: list[str]
    name: NotRequired[str]


class Letterhead(TypedDict):
    """Head and foot of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    A draft has no number or date yet: None prints room to write them.
    """

    agency: list[str]  # lines: ["Ủy ban nhân dân", "tỉnh Đồng Tháp"]
    parent: NotRequired[list[str]]  # the agency above it
    number: str | None
    date: dt.date | None
    place: str
    recipients: list[str]
    signer: Signer
    sample: NotRequired[bool]


class Representative(TypedDict):
    """The legal representative as Mẫu 02 and Mẫu 03 print it; "" leaves dots to fill in."""

    name: str
    sex: str
    ethnicity: str
    residence: str

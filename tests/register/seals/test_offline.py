"""What can be said without a network, and the list that goes with it."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.register.seals.codec import SealFault
from ocop.register.seals.offline import OfflineAnswer, check, leads_elsewhere, read_address
from ocop.register.seals.status_list import StatusList, StatusListError, read_list, signed_text
from ocop.register.status import Status, StatusKind
from tests.register.seals.test_codec import DRIED_FISH, KEY, KEYS, PUBLIC, TEXT

TODAY = dt.date(2026, 11, 22)
MOMENT = dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC)
LISTED = {
    "7K2M9A3": Status(StatusKind.WITHDRAWN, dt.date(2026, 11, 20), None, "đ"),
    "ABCDEFG": Status(StatusKind.EXTENDED, dt.date(2026, 11, 1), dt.date(2027, 4, 30)),
}
LIST = StatusList(MOMENT, "https://ocop.example", 3, LISTED)


def answer(typed: str, listed: StatusList | None = None, today: dt.date = TODAY) -> OfflineAnswer:
    scanned = read_address(typed)
    assert scanned is not None
    return check(scanned, KEYS, listed, today)


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (dt.date(2026, 11, 11), StatusKind.NOT_YET_ISSUED),
        (dt.date(2026, 11, 12), StatusKind.IN_FORCE),
        (dt.date(2029, 11, 12), StatusKind.EXPIRING),
        (dt.date(2029, 11, 13), StatusKind.EXPIRED),
    ],
)
def test_a_seal_alone_says_what_its_dates_say(today: dt.date, kind: StatusKind) -> None:
    given_answer = answer(f"https://ocop.example/c/7K2M9A3#{TEXT}", None, today)
    assert given_answer.facts == DRIED_FISH
    assert given_answer.status is not None
    assert given_answer.status.kind is kind


def test_the_list_outweighs_the_dates() -> None:
    assert answer(f"7k2m9a3#{TEXT}", LIST).status == LISTED["7K2M9A3"]


def test_an_extension_on_the_list_ends_on_its_last_day() -> None:
    assert answer("ABCDEFG", LIST, dt.date(2027, 4, 30)).status == LISTED["ABCDEFG"]
    assert answer("ABCDEFG", LIST, dt.date(2027, 5, 1)).status == Status(
        StatusKind.EXPIRED, since=dt.date(2027, 5, 1)
    )


def test_a_code_alone_says_nothing_unless_listed() -> None:
    assert (answer("7K2M9A3").status, answer("QQQQQQQ", LIST).status) == (None, None)


def test_a_forged_seal_is_named_even_where_the_code_is_listed() -> None:
    forged = answer(f"7K2M9A3#{TEXT[:-2]}AA", LIST)
    assert (forged.fault, forged.facts, forged.status) == (SealFault.SIGNATURE, None, None)


@pytest.mark.parametrize(
    ("typed", "code", "seal", "host"),
    [
        ("https://ocop.example/c/7K2M9A3#AQ", "7K2M9A3", "AQ", "ocop.example"),
        ("https://OCOP.example/en/c/7k2m9a3/?x=1#AQ", "7K2M9A3", "AQ", "ocop.example"),
        ("/c/7K2M9A3", "7K2M9A3", "", ""),
        ("7k2 m9a3", "7K2M9A3", "", ""),
        (" 7K2-M9A3 \n", "7K2M9A3", "", ""),
    ],
)
def test_addresses_and_typed_codes_are_read(typed: str, code: str, seal: str, host: str) -> None:
    scanned = read_address(typed)
    assert scanned is not None
    assert (scanned.code, scanned.seal, scanned.host) == (code, seal, host)


@pytest.mark.parametrize(
    "typed", ["", "abc", "https://shop.example/khuyen-mai", "7K2M9A3 và thêm chữ", "mật ong"]
)
def test_other_texts_are_no_codes(typed: str) -> None:
    assert read_address(typed) is None


def test_a_link_to_another_site_is_noticed() -> None:
    for typed, elsewhere in (
        ("https://0cop.example/c/7K2M9A3", True),
        ("https://ocop.example/c/7K2M9A3", False),
        ("7K2M9A3", False),
    ):
        scanned = read_address(typed)
        assert scanned is not None
        assert leads_elsewhere(scanned, "https://ocop.example") is elsewhere


def test_the_list_is_read_back() -> None:
    text = signed_text(LIST, PUBLIC.id, KEY)
    assert read_list(text, KEYS) == LIST
    assert read_list(text, KEYS).age(dt.date(2026, 11, 30), dt.UTC) == 8


@settings(deadline=None)
@given(st.data())
def test_a_changed_list_is_refused(data: st.DataObject) -> None:
    text = signed_text(LIST, PUBLIC.id, KEY)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from('0ab{}" ')) + text[at + 1 :]
    if changed == text:
        return
    with contextlib.suppress(StatusListError):  # or it was another spelling of the same bytes
        assert read_list(changed, KEYS) == LIST


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"signature": 1}', "null"])
def test_no_list_at_all_is_refused(text: str) -> None:
    with pytest.raises(StatusListError):
        read_list(text, KEYS)

"""The seal of a QR: round trip, and nothing changed passes."""

import base64
import datetime as dt

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.register.seals.codec import (
    LONGEST_NAME,
    SealedFacts,
    SealError,
    SealFault,
    open_seal,
    seal,
    short_name,
)
from ocop.register.seals.keyring import (
    KeyringError,
    PublishedKey,
    encoded,
    keyring,
    published,
    read_keys,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PublishedKey(encoded(KEY.public_key().public_bytes_raw()), dt.date(2026, 11, 20))
KEYS = keyring([PUBLIC])
DRIED_FISH = SealedFacts(
    code="7K2M9A3",
    star=4,
    product="Khô cá lóc Tân Hộ Cơ",
    issued_on=dt.date(2026, 11, 12),
    expires_on=dt.date(2029, 11, 12),
)
TEXT = seal(DRIED_FISH, PUBLIC.id, KEY)

days = st.dates(dt.date(2000, 1, 1), dt.date(2179, 6, 6))
facts = st.builds(
    lambda code, star, name, pair, sample: SealedFacts(
        code, star, short_name(name), min(pair), max(pair), sample
    ),
    st.text("23456789ABCDEFGHJKMNPQRSTWXYZ", min_size=5, max_size=12),
    st.integers(3, 5),
    st.text(st.characters(codec="utf-8"), max_size=200).filter(lambda name: bool(short_name(name))),
    st.tuples(days, days),
    st.booleans(),
)


def fault_of(code: str, text: str) -> SealFault:
    with pytest.raises(SealError) as raised:
        open_seal(code, text, KEYS)
    return raised.value.fault


@settings(deadline=None)
@given(facts)
def test_what_was_sealed_is_read(given_facts: SealedFacts) -> None:
    assert open_seal(given_facts.code, seal(given_facts, PUBLIC.id, KEY), KEYS) == given_facts


def test_the_same_facts_have_the_same_seal_which_never_changes() -> None:
    """Printed labels live for years: these very bytes must stay readable."""
    assert seal(DRIED_FISH, PUBLIC.id, KEY) == TEXT
    raw = base64.urlsafe_b64decode(TEXT + "==")
    assert raw[: 11 + len(DRIED_FISH.product.encode())].hex() == (
        "01" + PUBLIC.id + "04" + "2654" + "2a9c" + "1b" + DRIED_FISH.product.encode().hex()
    )


@settings(deadline=None)
@given(st.integers(0, 8 * (3 * len(TEXT) // 4) - 1))
def test_any_changed_bit_fails(bit: int) -> None:
    raw = bytearray(base64.urlsafe_b64decode(TEXT + "=" * (-len(TEXT) % 4)))
    raw[bit // 8] ^= 1 << bit % 8
    expected = {0: SealFault.VERSION} | dict.fromkeys(range(1, 5), SealFault.UNKNOWN_KEY)
    assert fault_of("7K2M9A3", encoded(bytes(raw))) == expected.get(bit // 8, SealFault.SIGNATURE)


@settings(deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from("AQgw_-z9"))
def test_any_changed_letter_fails(at: int, letter: str) -> None:
    changed = TEXT[:at] + letter + TEXT[at + 1 :]
    if changed != TEXT:
        fault_of("7K2M9A3", changed)


@settings(deadline=None)
@given(st.integers(0, len(TEXT) - 1))
def test_a_cut_seal_fails(length: int) -> None:
    fault_of("7K2M9A3", TEXT[:length])


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_other_text_fails_quietly(text: str) -> None:
    if text != TEXT:
        fault_of("7K2M9A3", text)


def test_a_seal_belongs_to_its_code() -> None:
    assert fault_of("7K2M9A4", TEXT) is SealFault.SIGNATURE


def test_a_longer_seal_and_another_spelling_of_its_bytes_fail() -> None:
    assert fault_of("7K2M9A3", TEXT + "AAAA") is SealFault.SIGNATURE
    assert fault_of("7K2M9A3", TEXT + "=") is SealFault.MALFORMED


def test_a_withdrawn_key_vouches_for_nothing_and_a_retired_one_still_does() -> None:
    retired = PublishedKey(PUBLIC.x, PUBLIC.since, dt.date(2027, 1, 1))
    assert open_seal("7K2M9A3", TEXT, keyring([retired])) == DRIED_FISH
    stolen = PublishedKey(PUBLIC.x, PUBLIC.since, dt.date(2027, 1, 1), withdrawn=True)
    with pytest.raises(SealError, match="withdrawn_key"):
        open_seal("7K2M9A3", TEXT, keyring([stolen]))


@pytest.mark.parametrize(
    "wrong",
    [{"star": 2}, {"star": 6}, {"product": "  "}, {"expires_on": dt.date(2020, 1, 1)}],
)
def test_what_does_not_fit_is_not_sealed(wrong: dict[str, object]) -> None:
    given_facts = {name: getattr(DRIED_FISH, name) for name in DRIED_FISH.__dataclass_fields__}
    with pytest.raises(ValueError, match="Không niêm được"):
        seal(SealedFacts(**{**given_facts, **wrong}), PUBLIC.id, KEY)


def test_a_name_is_composed_and_cut_between_letters() -> None:
    assert short_name("Khô cá") == "Khô cá"
    cut = short_name("Bánh tráng sữa " * 10)
    assert cut.endswith("…")
    assert len(cut.encode()) <= LONGEST_NAME


def test_published_keys_are_read_back() -> None:
    retired = PublishedKey(encoded(bytes(31) + b"\x01"), dt.date(2024, 1, 1), dt.date(2025, 1, 1))
    text = published([retired, PUBLIC])
    assert read_keys(text) == {PUBLIC.id: PUBLIC, retired.id: retired}
    assert text.index(PUBLIC.id) < text.index(retired.id)
    for wrong in ("", "[]", '{"keys": [{"crv": "Ed25519", "x": "?"}]}', '{"keys": 1}'):
        with pytest.raises(KeyringError):
            read_keys(wrong)


def test_the_qr_of_an_ordinary_name_stays_small() -> None:
    """Version 9 at level M: 53 modules, 2.1 cm at 0.4 mm each."""
    address = f"https://ocop.dongthap.gov.vn/c/7K2M9A3#{TEXT}"
    assert (len(address), segno.make(address, error="m", micro=False).version) == (175, 9)

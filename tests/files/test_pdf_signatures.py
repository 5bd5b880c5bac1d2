"""What signatures in PDFs are worth; every key, root and paper here is made by the test."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest

from ocop.files.pdf_signatures import asking
from ocop.files.pdf_signatures.asking import TrustRootsError, ask
from ocop.files.pdf_signatures.facts import After, Chain, Outcome, Reading, Revocation
from tests.factories import signing_keys as keys
from tests.factories.uploads import PDF

NOW = keys.NOW


@pytest.fixture
def roots(tmp_path: Path) -> str:
    (tmp_path / "goc.pem").write_bytes(keys.pem(keys.root_key().certificate))
    (tmp_path / "doc-cho-biet.txt").write_text("không phải chứng thư")
    return str(tmp_path)


def read(content: bytes, roots: str = "", **options: int) -> Reading:
    return ask(BytesIO(content), roots_folder=roots, now=dt.datetime.now(dt.UTC), **options)


def test_a_signed_paper_says_who_when_and_that_nothing_changed(roots: str) -> None:
    reading = read(keys.signed(keys.paper(), keys.office_key()), roots)
    assert (reading.outcome, reading.unread) == (Outcome.READ, 0)
    [signature] = reading.signatures
    assert signature.signer == "Ủy ban nhân dân tỉnh thử"
    assert signature.organisation == "Tỉnh thử"
    assert signature.issuer == "Gốc thử"
    assert (signature.is_intact, signature.after) == (True, After.NOTHING)
    assert (signature.is_in_time, signature.chain) == (True, Chain.TRUSTED)
    assert signature.revocation is Revocation.NOT_CHECKED
    said = dt.datetime.fromisoformat(signature.said_at)
    assert abs(said - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
    assert (signature.stamped_at, signature.is_stamp_trusted) == ("", False)
    assert signature.is_good


def test_without_roots_the_origin_stays_open() -> None:
    [signature] = read(keys.signed(keys.paper(), keys.office_key())).signatures
    assert signature.chain is Chain.NO_ROOTS
    assert (signature.is_sound, signature.is_good) == (True, False)


def test_a_root_of_someone_else_is_not_trusted(roots: str) -> None:
    stranger = keys.office_key(keys.root_key("Gốc lạ"))
    [signature] = read(keys.signed(keys.paper(), stranger), roots).signatures
    assert signature.chain is Chain.NOT_TRUSTED
    assert (signature.is_sound, signature.is_good) == (True, False)


def test_a_changed_byte_breaks_the_signature(roots: str) -> None:
    tampered = keys.with_changed_byte(keys.signed(keys.paper(), keys.office_key()))
    reading = read(tampered, roots)
    assert not any(signature.is_sound for signature in reading.signatures)
    assert [signature.is_intact for signature in reading.signatures] == [False]


def test_a_page_changed_after_signing_is_found(roots: str) -> None:
    changed = keys.with_turned_page(keys.signed(keys.paper(), keys.office_key()))
    [signature] = read(changed, roots).signatures
    assert (signature.is_intact, signature.after) == (True, After.CHANGED)
    assert not signature.is_sound


def test_a_second_signature_is_an_addition_to_the_first(roots: str) -> None:
    once = keys.signed(keys.paper(), keys.office_key())
    twice = keys.signed(once, keys.office_key(name="Văn thư thử"), field="ChuKy2")
    first, second = read(twice, roots).signatures
    assert (first.after, second.after) == (After.ADDITIONS, After.NOTHING)
    assert (first.signer, second.signer) == ("Ủy ban nhân dân tỉnh thử", "Văn thư thử")
    assert first.is_good and second.is_good


def test_a_certificate_that_had_ended_is_out_of_time(roots: str) -> None:
    ended = keys.office_key(valid_from=NOW - 2 * keys.YEAR, valid_to=NOW - keys.YEAR)
    [signature] = read(keys.signed(keys.paper(), ended), roots).signatures
    assert (signature.is_intact, signature.is_in_time) == (True, False)
    assert not signature.is_sound


def test_a_paper_without_signatures_has_none() -> None:
    assert read(keys.paper()) == Reading(Outcome.NONE)
    assert read(PDF) == Reading(Outcome.NONE)


SIGNED_HEAD = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /ByteRange [0 1 2 3] "


@pytest.mark.parametrize(
    "content",
    [
        SIGNED_HEAD,
        SIGNED_HEAD + b">>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        SIGNED_HEAD + b"<<" * 20_000 + b"\nstartxref\n0\n%%EOF",
        SIGNED_HEAD + b"/AcroForm 1 0 R /Fields [1 0 R] >>\nendobj\nstartxref\n9\n%%EOF",
        SIGNED_HEAD + b"\0" * 100_000,
    ],
)
def test_hostile_bytes_are_answered_without_a_crash(content: bytes) -> None:
    assert read(content).outcome in {Outcome.UNREADABLE, Outcome.NONE, Outcome.TOO_HEAVY}


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_has_no_good_signature(cut: float, roots: str) -> None:
    whole = keys.signed(keys.paper(), keys.office_key())
    reading = read(whole[: int(len(whole) * cut)], roots)
    assert not any(signature.is_good for signature in reading.signatures)


def test_reading_ends_at_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    signed = keys.signed(keys.paper(), keys.office_key())
    assert read(signed, seconds=0).outcome is Outcome.TOO_HEAVY
    monkeypatch.setattr(asking, "MEMORY", 20 * 1024 * 1024)
    assert read(signed).outcome in {Outcome.TOO_HEAVY, Outcome.UNREADABLE}


def test_roots_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    signed = keys.signed(keys.paper(), keys.office_key())
    with pytest.raises(TrustRootsError):
        read(signed, str(tmp_path / "khong-co"))
    (tmp_path / "hong.pem").write_bytes(b"khong phai chung thu")
    with pytest.raises(TrustRootsError):
        read(signed, str(tmp_path))

"""Recording stars that were given outside the system, as published lists tell them.

Nothing is invented: a star without decision and date gets no certificate, so its status reads
"chưa đủ dữ liệu".
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from ocop.kernel import audit, codes, many_rows
from ocop.kernel.audit import Actor
from ocop.kernel.changes import announce
from ocop.law import deadlines
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.editions import original_edition
from ocop.register.models import (
    Certificate,
    CertificateFact,
    Decision,
    IssuerLevel,
    Recognition,
)
from ocop.register.withdrawing import standing, write_withdrawal

BATCH = 1000
# Stands where a list gives decision and day of a star and no number of its certificate.
UNNUMBERED = "không ghi số"
CODE_LENGTH = 7


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A published decision; `unit` is the issuing province or district, None for the ministry."""

    number: str
    signed_on: dt.date
    level: IssuerLevel
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class RecordedStar:
    """One line of a published list; what the list does not say stays None."""

    product: Product
    star: int
    commune: Unit
    source_note: str
    kind: str = ""
    decision: RecordedDecision | None = None
    instrument: str = ""
    set_number: int | None = None
    total: Decimal | None = None
    certificate_number: str = ""
    product_code: str = ""
    part_a: Decimal | None = None
    part_b: Decimal | None = None
    part_c: Decimal | None = None
    level: str = ""
    # The last day that the list gives; one later than the law's does not count.
    expires_on: dt.date | None = None
    # The list gives decision and day but leaves out the numbers of certificates.
    is_unnumbered: bool = False


@transaction.atomic
def record_stars(
    *, stars: Sequence[RecordedStar], actor: Actor, is_announced: bool = True
) -> list[Recognition]:
    """Write a list into the register, with one link in the audit chain for the whole list.

    A certificate is written where decision and certificate number are known, or the list is said to
    leave the numbers out; it runs 36 months from the decision (Điều 4.3, and Điều 12.1 for those of
    earlier law), never longer. `is_announced` False leaves it to a caller that writes on and then
    announces the products.
    """
    decisions = _decisions({star.decision for star in stars if star.decision})
    recognitions = [_recognition(star, decisions) for star in stars]
    many_rows.insert(recognitions)
    numbered = [
        (star, recognition)
        for star, recognition in zip(stars, recognitions, strict=True)
        if star.decision and (star.certificate_number or star.is_unnumbered)
    ]
    short_codes = _free_codes(len(numbered))
    certificates = [
        _certificate(star, recognition, code)
        for (star, recognition), code in zip(numbered, short_codes, strict=True)
    ]
    many_rows.insert(certificates)
    many_rows.insert([original_edition(certificate) for certificate in certificates])
    snapshot = audit.freeze("recorded_list", [_line(star) for star in stars])
    audit.record(
        act="stars_recorded",
        actor=actor,
        subject=f"snapshot:{snapshot.pk}",
        facts={"lines": len(stars)},
        snapshot=snapshot,
    )
    if is_announced:
        announce(products=[star.product.pk for star in stars])
    return recognitions


@transaction.atomic
def record_replacements(
    *, products: Sequence[int], is_announced: bool = True
) -> list[CertificateFact]:
    """Note where a later certificate of a product ended an earlier one before its last day.

    `products` are ids, and announced as changed unless the caller does it later; certificates that
    something ended already stay as they are.
    """
    facts: list[CertificateFact] = []
    for start in range(0, len(products), BATCH // 2):
        rows = Certificate.objects.filter(recognition__product__in=products[start:][: BATCH // 2])
        later: dict[int, tuple[dt.date, int | None, str]] = {}
        known = standing(rows).order_by("-issued_on", "-pk")
        for pk, product, issued_on, expires_on, decision, number in known.values_list(
            "pk",
            "recognition__product",
            "issued_on",
            "expires_on",
            "recognition__decision",
            "number",
        ):
            if product in later and issued_on < later[product][0] <= expires_on:
                replaced_on, by_decision, by_number = later[product]
                facts.append(
                    CertificateFact(
                        certificate_id=pk,
                        kind=CertificateFact.Kind.REPLACED,
                        on=replaced_on,
                        decision_id=by_decision,
                        note=f"Thay bằng giấy {by_number}",
                    )
                )
            later[product] = issued_on, decision, number
    many_rows.insert(facts)
    if is_announced:
        announce(products=products)
    return facts


@transaction.atomic
def record_withdrawal(
    *, certificate: Certificate, decision: RecordedDecision, ground: str, actor: Actor
) -> CertificateFact:
    """Note a published withdrawal (Điều 8 QĐ 26/2026/QĐ-TTg): the star ends on the day it was signed.

    `ground` is a point of Điều 8.1 ("a", "b", "c", "d", "đ", "e").
    """
    signed, _ = Decision.objects.get_or_create(
        number=decision.number,
        signed_on=decision.signed_on,
        unit=decision.unit,
        defaults={"kind": Decision.Kind.WITHDRAWAL, "level": decision.level},
    )
    return write_withdrawal(certificate=certificate, decision=signed, ground=ground, actor=actor)


def _decisions(wanted: set[RecordedDecision]) -> dict[RecordedDecision, Decision]:
    ordered = sorted(wanted, key=lambda d: (d.signed_on, d.number, d.unit.pk if d.unit else 0))
    keys = {
        each: (each.number, each.signed_on, each.unit.pk if each.unit else None) for each in ordered
    }
    known: dict[tuple[str, dt.date, int | None], Decision] = {}
    days = sorted({each.signed_on for each in ordered})
    for start in range(0, len(days), BATCH // 2):
        for row in Decision.objects.filter(signed_on__in=days[start : start + BATCH // 2]):
            known[row.number, row.signed_on, row.unit_id] = row
    fresh = {
        keys[each]: Decision(
            kind=Decision.Kind.RECOGNITION,
            number=each.number,
            signed_on=each.signed_on,
            unit=each.unit,
            level=each.level,
        )
        for each in ordered
        if keys[each] not in known
    }
    Decision.objects.bulk_create(fresh.values(), batch_size=BATCH)
    known |= fresh
    return {each: known[key] for each, key in keys.items()}


def _recognition(star: RecordedStar, decisions: dict[RecordedDecision, Decision]) -> Recognition:
    decision = star.decision
    return Recognition(
        product=star.product,
        kind=star.kind,
        star=star.star,
        decision=decisions[decision] if decision else None,
        level=decision.level if decision else star.level or IssuerLevel.UNKNOWN,
        recognised_on=decision.signed_on if decision else None,
        instrument=star.instrument,
        set_number=star.set_number,
        part_a=star.part_a,
        part_b=star.part_b,
        part_c=star.part_c,
        total=star.total,
        commune=star.commune,
        source=Recognition.Source.RECORDED,
        source_note=star.source_note,
    )


def _certificate(star: RecordedStar, recognition: Recognition, short_code: str) -> Certificate:
    decision = star.decision
    assert decision is not None
    by_law = deadlines.certificate_last_day(decision.signed_on)
    return Certificate(
        recognition=recognition,
        short_code=short_code,
        number=star.certificate_number or f"{UNNUMBERED}, {short_code}",
        issuer_key=f"{decision.level}:{decision.unit.code}" if decision.unit else "ministry",
        product_code=star.product_code,
        issued_on=decision.signed_on,
        expires_on=min(by_law, star.expires_on or by_law),
    )


def _free_codes(count: int) -> list[str]:
    """`count` short codes that no certificate has."""
    made: set[str] = set()
    while len(made) < count:
        fresh = sorted(
            {codes.random_code(CODE_LENGTH) for _ in range(min(count - len(made), BATCH))}
        )
        taken = Certificate.objects.filter(short_code__in=fresh)
        made |= set(fresh) - set(taken.values_list("short_code", flat=True))
    return list(made)


def _line(star: RecordedStar) -> dict[str, object]:
    decision = star.decision
    return {
        "product": star.product.pk,
        "star": star.star,
        "commune": star.commune.code,
        "decision": decision and f"{decision.number} {decision.signed_on:%Y-%m-%d}",
        "total": star.total,
        "note": star.source_note,
    }

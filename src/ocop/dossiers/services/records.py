"""What both desks write: the next state, a receipt with its number, a return to the producer."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max

from ocop.accounts.models import User
from ocop.dossiers import policy
from ocop.dossiers.models import Dossier, Receipt, ReturnNote, Submission
from ocop.dossiers.queries import latest_submission
from ocop.dossiers.rules.receiving import receipt_number
from ocop.dossiers.rules.returning import SECTIONS, ReturnPoint, return_findings
from ocop.dossiers.services.submission import lock
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import Finding, blockers
from ocop.law.loading import load_rubric
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.models import EvaluationKind
from ocop.register.services import note_reevaluation_received


def move_on(locked: Dossier, target: str, by: User, *, given: Dossier) -> None:
    """The next state, on this official's desk; a form opened before is out of date.

    `given` is the caller's object, which learns of it.
    """
    locked.state, locked.officer, locked.version = target, by, locked.version + 1
    locked.save(update_fields=["state", "officer", "version", "changed_at"])
    given.state, given.officer, given.version = locked.state, by, locked.version


def refuse(findings: Sequence[Finding]) -> None:
    """Raises RefusedError with the first finding that stops the act, at its place."""
    for finding in blockers(list(findings)):
        raise RefusedError(finding.message, field=finding.place)


def submission_to_judge(dossier: Dossier) -> Submission:
    """What was last handed in. Raises RefusedError where nothing was."""
    submission = latest_submission(dossier)
    if submission is None:
        raise RefusedError("Hồ sơ này chưa được nộp.")
    return submission


def add_receipt(
    *,
    dossier: Dossier,
    submission: Submission,
    desk: Receipt.Desk,
    by: User,
    received_on: dt.date,
    samples: int,
    serial: int | None,
    number: str = "",
    is_carried_over: bool = False,
) -> Receipt:
    """Write the office part of Mẫu số 01; without `serial` the next of the desk's book and year.

    The commune's receipt of a re-evaluation also keeps the running certificate alive (Điều 12.3).
    `number` is what the paper said where it differs from the form's pattern. Raises RefusedError
    at "serial" where the book already has it.
    """
    unit = dossier.commune if desk == Receipt.Desk.COMMUNE else dossier.province
    # The unit's row is the book: two receipts of one desk wait for each other.
    Unit.objects.select_for_update().get(pk=unit.pk)
    book = Receipt.objects.filter(desk=desk, unit=unit, year=received_on.year)
    if serial is None:
        serial = (book.aggregate(last=Max("serial"))["last"] or 0) + 1
    elif book.filter(serial=serial).exists():
        raise RefusedError(
            f"Số {serial} của năm {received_on.year} đã dùng cho hồ sơ khác.", field="serial"
        )
    if desk == Receipt.Desk.COMMUNE and dossier.kind == EvaluationKind.REEVALUATION:
        note_reevaluation_received(dossier.product, received_on)
    return Receipt.objects.create(
        dossier=dossier,
        submission=submission,
        desk=desk,
        unit=unit,
        year=received_on.year,
        serial=serial,
        number=number
        or receipt_number(serial, dossier.province.code, dossier.commune.code, received_on.year),
        received_on=received_on,
        received_by=by,
        samples=samples,
        is_carried_over=is_carried_over,
    )


def give_serial(product: Product, serial: int | None = None) -> None:
    """The product's number in its commune's list (STT of the product code), once for ever.

    The next one unless `serial` is on the commune's paper list already. The caller holds the
    commune's row. Raises RefusedError at "product_serial" where another product has it.
    """
    if product.serial is not None:
        return
    listed = Product.objects.filter(current_commune=product.current_commune)
    if serial is None:
        serial = (listed.aggregate(last=Max("serial"))["last"] or 0) + 1
    elif listed.filter(serial=serial).exists():
        raise RefusedError(
            f"Số thứ tự {serial} đã dùng cho sản phẩm khác của xã.", field="product_serial"
        )
    product.serial = serial
    product.save(update_fields=["serial"])


def return_to_producer(
    *,
    dossier: Dossier,
    desk: Receipt.Desk,
    step: str,
    act: str,
    by: User,
    points: Sequence[ReturnPoint],
    due_on: dt.date | None,
) -> ReturnNote:
    """Send the dossier back by `step` with what is to be completed; `act` is its audit name.

    The caller holds the transaction. Raises RefusedError where person or state does not allow it,
    or at the first point that says too little.
    """
    locked = lock(dossier)
    target = policy.require(by, step, locked)
    note = _add_return_note(locked, desk, by, points, due_on)
    move_on(locked, target, by, given=dossier)
    audit.record(
        act=act,
        actor=by.actor,
        subject=dossier.subject,
        facts={"points": note.points, "due_on": due_on},
    )
    return note


def _add_return_note(
    dossier: Dossier,
    desk: Receipt.Desk,
    by: User,
    points: Sequence[ReturnPoint],
    due_on: dt.date | None,
) -> ReturnNote:
    today = clock.today()
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    places = [*SECTIONS, *(leaf.code for leaf in rubric.leaves)]
    refuse(return_findings(points, places=places, due_on=due_on, today=today))
    return ReturnNote.objects.create(
        dossier=dossier,
        desk=desk,
        points=[{"place": point.place, "reason": point.reason.strip()} for point in points],
        due_on=due_on,
        returned_on=today,
        returned_by=by,
    )

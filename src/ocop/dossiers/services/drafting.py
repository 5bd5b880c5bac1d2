"""Starting and filling a dossier, while it is with the producer."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from ocop.accounts.models import User
from ocop.dossiers import policy
from ocop.dossiers.models import Answer, Dossier, Evidence
from ocop.dossiers.recognised import newest_star, status_on
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.rules.updates import BY_CODE
from ocop.dossiers.services.prefilling import prefill
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.choosing import instrument_for_filing, why_may_not_apply, why_not_chosen
from ocop.law.instruments import DossierKind
from ocop.law.loading import load_rubric
from ocop.law.rubric import Criterion
from ocop.producers import policy as producers_policy
from ocop.producers.models import Paper
from ocop.products.models import Product
from ocop.register.models import EvaluationKind, Recognition
from ocop.register.status import StatusKind

STALE = (
    "Người khác vừa sửa phần này sau khi bạn mở trang. Chữ bạn gõ vẫn còn ở đây; "
    "hãy xem bản mới nhất rồi lưu lại."
)
MOST_SAMPLES = 100
HIGHEST_STAR = 5


@transaction.atomic
def start_dossier(
    *,
    product: Product,
    kind: str,
    by: User,
    received_on: dt.date | None = None,
    set_number: int | None = None,
) -> Dossier:
    """Open a dossier, bound for ever to the instrument of its filing date and the product's set.

    An upgrade or a re-evaluation begins with what led to the star, where that was made here.

    `received_on` is the day on which the commune received a dossier kept on paper until now (today
    otherwise); `set_number` may be given to be checked against the product's group. Raises
    RefusedError at "product", "set", "kind" or "form" (Điều 2.3, 6.1, 11 and 12 QĐ 26/2026).
    """
    if not producers_policy.may_edit(by, product.producer):
        raise RefusedError("Chỉ người của cơ sở mới lập hồ sơ cho sản phẩm này.")
    dossier = open_dossier(
        product=product,
        kind=kind,
        by=by,
        filed_on=received_on or clock.today(),
        set_number=set_number,
    )
    prefill(dossier)
    return dossier


def open_dossier(
    *, product: Product, kind: str, by: User, filed_on: dt.date, set_number: int | None = None
) -> Dossier:
    """The dossier's row after the checks of the law; who may is the caller's question."""
    instrument = instrument_for_filing(filed_on, known_kind(kind)).instrument
    leaf = _leaf(product, set_number)
    if reason := why_not_chosen(instrument, leaf, filed_on):
        raise RefusedError(reason, field="set")
    if reason := why_may_not_apply(
        instrument,
        product.producer.legal_form,
        set_number=leaf,
        has_registration=bool(product.producer.registration_number),
    ):
        raise RefusedError(reason, field="form")
    builds_on = _recognition_behind(product, kind, filed_on)
    commune = product.current_commune
    if commune is None or commune.province_today is None:
        raise RefusedError("Hãy chọn xã, phường nơi làm ra sản phẩm trước.", field="product")
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(
                product=product,
                kind=kind,
                instrument=instrument,
                set_number=leaf,
                rubric_sha256=load_rubric(instrument, leaf).sha256,
                commune=commune,
                province=commune.province_today,
                builds_on=builds_on,
                created_by=by,
            )
    except IntegrityError:
        raise RefusedError(
            "Sản phẩm này đã có một hồ sơ đang làm. Mỗi lúc chỉ có một hồ sơ.", field="product"
        ) from None
    audit.record(
        act="dossier_started",
        actor=by.actor,
        subject=dossier.subject,
        facts={"product": product.pk, "kind": kind, "instrument": instrument, "set": leaf},
    )
    return dossier


@transaction.atomic
def save_answer(
    *,
    dossier: Dossier,
    criterion: str,
    option: int | None,
    case: int | None = None,
    description: str = "",
    version: int,
    by: User,
) -> Answer:
    """Save the producer's own answer at one criterion.

    `option` is the option's number as printed, 0 for none of these, None to leave it open; `case`
    the chosen case where the criterion has cases; `version` the answer's version when the form was
    opened, 0 where there was none. Raises StaleDraftError when it was saved by someone else since,
    RefusedError at "criterion", "option" or "case".
    """
    locked = _lock(dossier, by)
    leaf = _criterion(locked, criterion)
    _check_answer(leaf, option, case)
    known = Answer.objects.filter(dossier=locked, criterion=criterion).first()
    current = known.version if known else 0
    if current != version:
        raise StaleDraftError(STALE, current=current)
    answer = known or Answer(dossier=locked, criterion=criterion)
    answer.option, answer.case = option, case if option is not None else None
    answer.description = description.strip()
    answer.needs_review = False
    answer.version = current + 1
    answer.save()
    _raise_version(locked, dossier)
    return answer


@transaction.atomic
def attach_evidence(
    *, dossier: Dossier, criterion: str, paper: Paper, by: User, note: str = ""
) -> Evidence:
    """Put a paper of the producer's vault beside a criterion, or `GENERAL` for the whole dossier.

    Attaching it again only changes the note. Raises RefusedError at "criterion" or "paper".
    """
    locked = _lock(dossier, by)
    if criterion != GENERAL:
        _criterion(locked, criterion)
    if paper.producer_id != locked.product.producer_id:
        raise RefusedError("Giấy tờ này không có trong tủ giấy tờ của cơ sở.", field="paper")
    evidence, _ = Evidence.objects.update_or_create(
        dossier=locked, criterion=criterion, paper=paper, defaults={"note": note.strip()[:240]}
    )
    _raise_version(locked, dossier)
    return evidence


@transaction.atomic
def detach_evidence(*, evidence: Evidence, by: User) -> None:
    """Take a paper away from a criterion; it stays in the vault."""
    locked = _lock(evidence.dossier, by)
    evidence.delete()
    _raise_version(locked, evidence.dossier)


@transaction.atomic
def save_texts(
    *,
    dossier: Dossier,
    version: int,
    by: User,
    results_production: str = "",
    results_quality: str = "",
    results_market: str = "",
    results_business: str = "",
    plan: str = "",
    changes: str = "",
    updates: Mapping[str, str] | None = None,
    samples: int | None = None,
) -> Dossier:
    """Save parts II and IV of Mẫu số 02, the changes (Điều 6.1.b, c) and the number of samples.

    `updates` maps the topics of `rules.updates` to words (None leaves them). `version` is `texts_version` when the form was opened. Raises StaleDraftError, RefusedError at
    "samples".
    """
    locked = _lock(dossier, by)
    if locked.texts_version != version:
        raise StaleDraftError(STALE, current=locked.texts_version)
    if samples is not None and not 0 <= samples <= MOST_SAMPLES:
        raise RefusedError(f"Số sản phẩm mẫu từ 0 đến {MOST_SAMPLES}.", field="samples")
    texts: dict[str, str | int | dict[str, str] | None] = {
        "results_production": results_production.strip(),
        "results_quality": results_quality.strip(),
        "results_market": results_market.strip(),
        "results_business": results_business.strip(),
        "plan_text": plan.strip(),
        "changes_text": changes.strip(),
        "samples": samples,
        "texts_version": version + 1,
    }
    if updates is not None:
        texts["updates"] = {
            topic: said
            for topic, words in updates.items()
            if topic in BY_CODE and (said := words.strip())
        }
    for name, value in texts.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(texts))
    _raise_version(locked, dossier)
    return locked


def known_kind(kind: str) -> DossierKind:
    """One of the three kinds of Điều 6.1. Raises RefusedError at "kind" for any other word."""
    if kind not in EvaluationKind.values:
        raise RefusedError("Hãy chọn lần đầu, nâng hạng hoặc đánh giá lại.", field="kind")
    return DossierKind(kind)


def _leaf(product: Product, set_number: int | None) -> int:
    if product.leaf is None:
        raise RefusedError("Hãy chọn nhóm sản phẩm trước khi lập hồ sơ.", field="set")
    if set_number is not None and set_number != product.leaf:
        raise RefusedError(
            f"Sản phẩm thuộc bộ số {product.leaf}, không chấm theo bộ số {set_number}.",
            field="set",
        )
    return product.leaf


def _recognition_behind(product: Product, kind: str, on: dt.date) -> Recognition | None:
    """Điều 6.1: an upgrade or a re-evaluation builds on a recognition, a first time has none.

    A withdrawn star is gone: the product begins anew. An upgrade needs a star that still stands.
    """
    newest = newest_star(product)
    if newest is None:
        if kind == EvaluationKind.FIRST:
            return None
        raise RefusedError(
            "Sản phẩm chưa từng được công nhận nên hồ sơ phải là đánh giá lần đầu.", field="kind"
        )
    found = status_on(newest, on)
    if kind == EvaluationKind.FIRST:
        if found.is_valid:
            raise RefusedError(
                "Sản phẩm đang có giấy chứng nhận. Hãy chọn nâng hạng hoặc đánh giá lại.",
                field="kind",
            )
        return None
    if found.kind is StatusKind.WITHDRAWN:
        raise RefusedError(
            "Giấy chứng nhận đã bị thu hồi nên hồ sơ phải là đánh giá lần đầu.", field="kind"
        )
    if kind == EvaluationKind.UPGRADE and found.kind is StatusKind.EXPIRED:
        raise RefusedError(
            "Sao đã hết hạn nên chưa nâng hạng được. Hãy chọn đánh giá lại; hạng mới theo điểm.",
            field="kind",
        )
    if kind == EvaluationKind.UPGRADE and newest.star == HIGHEST_STAR:
        raise RefusedError("Sản phẩm đã có hạng cao nhất. Hãy chọn đánh giá lại.", field="kind")
    return newest


def _criterion(dossier: Dossier, code: str) -> Criterion:
    leaf = load_rubric(dossier.instrument, dossier.set_number).leaf(code)
    if leaf is None:
        raise RefusedError(
            f"Bộ số {dossier.set_number} không có tiêu chí “{code[:20]}”.", field="criterion"
        )
    return leaf


def _check_answer(leaf: Criterion, option: int | None, case: int | None) -> None:
    options = leaf.options
    if leaf.cases and option is not None:
        chosen = next((each for each in leaf.cases if each.number == case), None)
        if chosen is None:
            raise RefusedError("Hãy chọn đúng một trường hợp.", field="case")
        options = chosen.options
    elif case is not None and not leaf.cases:
        raise RefusedError("Tiêu chí này không chia trường hợp.", field="case")
    if option is not None and not 0 <= option <= len(options):
        raise RefusedError(
            f"Tiêu chí {leaf.code} có các mức từ 1 đến {len(options)}, "
            "hoặc 0 nếu chưa đạt mức nào.",
            field="option",
        )


def _lock(dossier: Dossier, by: User) -> Dossier:
    """The stored row, held until the transaction ends. Raises RefusedError where not editable."""
    locked = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("product__producer__current_commune")
        .get(pk=dossier.pk)
    )
    policy.require_edit(by, locked)
    return locked


def _raise_version(locked: Dossier, given: Dossier) -> None:
    """The caller's object learns the new number too."""
    locked.version += 1
    locked.save(update_fields=["version", "changed_at"])
    given.version = locked.version

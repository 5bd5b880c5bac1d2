"""Papers that end while a star runs: a food safety certificate, VietGAP, a trademark …

The producer is told 60 and 30 days before a paper's last day and on it; the commune's officials
hear of those that stand behind a recognised product, as far as it was handed in with its dossier.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.law.evidence import evidence_kinds
from ocop.notices.models import NoticeKind, Occasion
from ocop.notices.services import Message, tell
from ocop.places.models import Unit
from ocop.producers.models import Paper
from ocop.products.models import Product
from ocop.recognition.certificate_clock import HORIZON_DAYS, PAPER_STEPS, paper_step
from ocop.recognition.expiry import standing_on
from ocop.recognition.reminder_words import Listed, for_paper
from ocop.recognition.told import people_by_producer, unnoted

PAPERS_A_SLICE = 500


def concerned(on: dt.date) -> QuerySet[Paper]:
    """The papers in use that end within 60 days, or ended in the last 30; replaced ones are out."""
    return Paper.objects.filter(
        expires_on__gt=on - dt.timedelta(days=HORIZON_DAYS),
        expires_on__lte=on + dt.timedelta(days=PAPER_STEPS[0]),
        state=Paper.State.HELD,
        replaced_by=None,
    ).order_by("pk")


def _newest_recognised() -> Subquery:
    """The dossier behind a product's newest star: its evidence is what was handed in last."""
    recognised = Dossier.objects.filter(
        product=OuterRef("dossier__product"), state=DossierState.RECOGNISED
    )
    return Subquery(recognised.order_by("-pk").values("pk")[:1])


def leaning_on(papers: Collection[int], on: dt.date) -> dict[int, list[Product]]:
    """By paper: the products with a standing star whose last recognised dossier shows it."""
    starred = standing_on(on).values("recognition__product")
    shown = (
        Evidence.objects.filter(
            paper__in=papers,
            dossier=_newest_recognised(),
            dossier__product__in=starred,
        )
        .select_related("dossier__product__producer", "dossier__product__current_commune")
        .order_by("dossier__product__folded_name", "dossier__product_id", "pk")
    )
    leaning: dict[int, dict[int, Product]] = {}
    for row in shown:
        product = row.dossier.product
        leaning.setdefault(row.paper_id, {})[product.pk] = product
    return {paper: list(products.values()) for paper, products in leaning.items()}


@transaction.atomic
def remind(on: dt.date, after: int) -> tuple[int | None, int]:
    """Tell the producers of up to 500 papers; the last id (None at the end), how many."""
    rows = list(concerned(on).filter(pk__gt=after)[:PAPERS_A_SLICE])
    keys = {key: row for row in rows if (key := _key(row, on))}
    new = unnoted(keys)
    leaning = leaning_on([keys[key].pk for key in new], on)
    people = people_by_producer({keys[key].producer_id for key in new}, on)
    tell(
        [
            _message(person, key, keys[key], on, leaning.get(keys[key].pk, []))
            for key in new
            for person in people.get(keys[key].producer_id, [])
        ]
    )
    Occasion.objects.bulk_create(
        [_occasion(key, keys[key], on) for key in new], ignore_conflicts=True
    )
    return (rows[-1].pk if len(rows) == PAPERS_A_SLICE else None), len(rows)


def listed(waiting: Iterable[Occasion], on: dt.date) -> list[tuple[Unit, Listed]]:
    """For the communes: each recognised product that leans on a paper told of, with its commune."""
    about = {each.subject_id: each for each in waiting if each.about == NoticeKind.PAPER}
    papers = Paper.objects.in_bulk(list(about))
    names = {kind.code: kind.name for kind in evidence_kinds()}
    return [
        (
            product.current_commune,
            Listed(
                heading=f"{names.get(papers[paper].kind, 'Giấy tờ')} sắp hết hạn",
                day=about[paper].due_on,
                product=product.name,
                producer=product.producer.name,
                place=product.current_commune.full_name,
            ),
        )
        for paper, products in leaning_on(list(about), on).items()
        for product in products
        if product.current_commune is not None
    ]


def _key(paper: Paper, on: dt.date) -> str:
    """The event's name, with the paper's date: a corrected date is another event; "" for none."""
    step = paper_step(paper.expires_on, on) if paper.expires_on else None
    return "" if step is None else f"paper:{paper.pk}:{paper.expires_on}:{step}"


def _message(person: int, key: str, paper: Paper, on: dt.date, leaning: list[Product]) -> Message:
    assert paper.expires_on is not None
    names = [product.name for product in leaning]
    words = for_paper(paper.title, paper.expires_on, on, names)
    return Message(
        person_id=person,
        key=key,
        kind=NoticeKind.PAPER,
        title=words.title,
        body=words.body,
        link=reverse("portal:paper", args=[paper.pk]),
        due_on=words.due_on,
    )


def _occasion(key: str, paper: Paper, on: dt.date) -> Occasion:
    assert paper.expires_on is not None
    return Occasion(
        key=key,
        about=NoticeKind.PAPER,
        subject_id=paper.pk,
        moment=str(paper_step(paper.expires_on, on)),
        due_on=paper.expires_on,
        noted_at=clock.now(),
    )


def ending_evidence(products: Collection[int], on: dt.date) -> dict[int, list[str]]:
    """By product: "VietGAP hết hạn 12/12/2026" for its evidence that ends within 60 days or has.

    Only what stood in the last recognised dossier and was not replaced since: an official does
    not read the vault.
    """
    rows = Evidence.objects.filter(
        dossier=_newest_recognised(),
        dossier__product__in=products,
        paper__expires_on__lte=on + dt.timedelta(days=PAPER_STEPS[0]),
        paper__replaced_by=None,
    )
    names = {kind.code: kind.name for kind in evidence_kinds()}
    ending: dict[int, dict[int, str]] = {}
    for product, paper, kind, last in rows.order_by("paper__expires_on", "paper").values_list(
        "dossier__product", "paper", "paper__kind", "paper__expires_on"
    ):
        verb = "đã hết hạn" if last and last < on else "hết hạn"
        ending.setdefault(product, {})[paper] = (
            f"{names.get(kind, 'Giấy tờ')} {verb} {last:%d/%m/%Y}"
        )
    return {product: list(words.values()) for product, words in ending.items()}

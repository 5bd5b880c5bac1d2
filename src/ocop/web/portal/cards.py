"""The producer's home: each product as a card, and at most three things to do."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from ocop.accounts.models import User
from ocop.benefits import mark_queries
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import visible_to
from ocop.dossiers.queues import with_dates
from ocop.dossiers.states import CLOSED_STATES, EDITABLE_STATES, DossierState
from ocop.producers.models import Paper
from ocop.producers.queries import papers_of
from ocop.products.models import Product
from ocop.products.queries import own_products
from ocop.recognition.certificate_clock import PAPER_STEPS
from ocop.recognition.paper_reminders import leaning_on
from ocop.register.models import Recognition
from ocop.register.queries import newest_recognitions, status_of_recognition
from ocop.register.sentences import verdict
from ocop.register.status import StatusKind
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status
from ocop.web.portal.star_clock import filing_status, star_clock, when_to_file
from ocop.web.portal.states import dossier_status, next_step

MOST_TODOS = 3
# From the day of the first reminder on, a paper is named among the things to do.
PAPER_NOTICE_DAYS = PAPER_STEPS[0]


@dataclass(frozen=True)
class ProductCard:
    """One product: its star today (0: none; `was` says why), a sentence, one next step."""

    name: str
    url: str
    photo: str
    star: int
    was: str
    status: Status
    next_url: str
    next_label: str


@dataclass(frozen=True)
class Todo:
    """One thing to do, the most pressing first; `help` answers "vì sao" or "ở đâu"."""

    title: str
    words: str
    status: Status
    url: str
    label: str
    icon: str = ""


@dataclass(frozen=True)
class Home:
    """Everything the home page shows."""

    cards: list[ProductCard]
    todos: list[Todo]
    more: int


def home_of(user: User, today: dt.date) -> Home:
    """The person's products and things to do; the number of queries does not grow with them."""
    products = list(own_products(user))
    dossiers = _latest_dossiers(user, products)
    recognitions = {row.product_id: row for row in newest_recognitions(products)}
    cards = [
        _card(product, dossiers.get(product.pk), recognitions.get(product.pk), today)
        for product in products
    ]
    todos = [
        *_returned(products, dossiers, today),
        *_marks_to_stop(user, today),
        *_expiring_stars(products, dossiers, recognitions, today),
        *_drafts(products, dossiers),
        *_papers(list(papers_of(user)), today),
    ]
    return Home(cards, todos[:MOST_TODOS], max(0, len(todos) - MOST_TODOS))


def _marks_to_stop(user: User, today: dt.date) -> Iterator[Todo]:
    """Uses of the mark whose star is over: the label must go."""
    uses = mark_queries.with_right(mark_queries.own_uses(user), today)
    rows = uses.filter(mark_queries.TO_STOP).select_related("certificate__recognition__product")
    for use in rows.order_by("pk"):
        recognition = use.certificate.recognition
        yield Todo(
            f"Ngừng dùng nhãn {recognition.star} sao: {recognition.product.name}",
            f"{use.get_kind_display()} đang khai. Sao không còn hiệu lực nên nhãn này không được dùng nữa.",
            Status(Kind.STOP, "Phải ngừng dùng"),
            reverse("portal:stop_mark", args=[use.pk]),
            "Xác nhận đã ngừng",
        )


def _latest_dossiers(user: User, products: list[Product]) -> dict[int, Dossier]:
    """For each product the open dossier, otherwise the last one."""
    rows = with_dates(visible_to(user).filter(product__in=products)).order_by("pk")
    latest: dict[int, Dossier] = {}
    for row in rows:
        known = latest.get(row.product_id)
        if known is None or known.state in CLOSED_STATES:
            latest[row.product_id] = row
    return latest


def _card(
    product: Product, dossier: Dossier | None, recognition: Recognition | None, today: dt.date
) -> ProductCard:
    photo = next(iter(product.photos.all()), None)
    star, was, own = _star(recognition, today)
    if dossier and dossier.state not in CLOSED_STATES:
        status, url, label = (
            dossier_status(dossier, today),
            reverse("portal:dossier", args=[dossier.pk]),
            next_step(dossier),
        )
    elif own is not None:
        status, url, label = own, reverse("portal:product", args=[product.pk]), "Xem sản phẩm"
    elif dossier and dossier.state == DossierState.NOT_RECOGNISED:
        status, url, label = (
            dossier_status(dossier, today),
            reverse("portal:result", args=[dossier.pk]),
            next_step(dossier),
        )
    else:
        status = Status(Kind.DRAFT, _stage(product))
        url, label = _begin(product)
    return ProductCard(
        name=product.name,
        url=reverse("portal:product", args=[product.pk]),
        photo=reverse("files:read", args=[photo.file_id]) if photo else "",
        star=star,
        was=was,
        status=status,
        next_url=url,
        next_label=label,
    )


def _star(recognition: Recognition | None, today: dt.date) -> tuple[int, str, Status | None]:
    if recognition is None:
        return 0, "chưa có sao", None
    status = status_of_recognition(recognition, today)
    said = verdict(status)
    sentence = Status(said.tone, said.title, said.detail)
    if status.is_valid:
        return recognition.star, "", sentence
    if status.kind == StatusKind.INSUFFICIENT_DATA:
        return recognition.star, f"{recognition.star} sao theo danh sách đã công bố", sentence
    return 0, "sao không còn hiệu lực", sentence


def _stage(product: Product) -> str:
    if product.stage == Product.Stage.IDEA:
        return "Mới là ý tưởng"
    return "Chưa lập hồ sơ" if product.leaf else "Chưa chọn nhóm sản phẩm"


def _begin(product: Product) -> tuple[str, str]:
    if product.leaf is None:
        return reverse("portal:group", args=[product.pk]), "Chọn nhóm sản phẩm"
    return reverse("portal:begin", args=[product.pk]), "Lập hồ sơ"


def _returned(
    products: list[Product], dossiers: dict[int, Dossier], today: dt.date
) -> Iterator[Todo]:
    for product in products:
        dossier = dossiers.get(product.pk)
        if dossier is None or dossier.state not in EDITABLE_STATES - {DossierState.DRAFT}:
            continue
        points = dossier.asked_points or []
        first = f" Lời nhắn: {points[0]['reason']}" if points else ""
        yield Todo(
            "Bổ sung hồ sơ",
            f"{product.name}.{first}",
            dossier_status(dossier, today),
            reverse("portal:dossier", args=[dossier.pk]),
            "Bổ sung",
        )


def _expiring_stars(
    products: list[Product],
    dossiers: dict[int, Dossier],
    recognitions: dict[int, Recognition],
    today: dt.date,
) -> Iterator[Todo]:
    """Điều 7.6.a: the re-evaluation is filed 180 to 120 days before the last day."""
    for product in products:
        recognition, dossier = recognitions.get(product.pk), dossiers.get(product.pk)
        if recognition is None or (dossier and dossier.state not in CLOSED_STATES):
            continue
        status, clock = status_of_recognition(recognition, today), star_clock([recognition], today)
        if clock and clock.may_file and status.kind == StatusKind.EXPIRING and status.until:
            yield Todo(
                "Nộp hồ sơ đánh giá lại",
                f"{product.name}. {when_to_file(status.until, today)}",
                filing_status(status.until, today),
                reverse("portal:begin", args=[product.pk]),
                "Lập hồ sơ",
            )


def _drafts(products: list[Product], dossiers: dict[int, Dossier]) -> Iterator[Todo]:
    for product in products:
        dossier = dossiers.get(product.pk)
        if dossier and dossier.state == DossierState.DRAFT:
            yield Todo(
                "Làm tiếp hồ sơ",
                f"{product.name}, {dossier.get_kind_display().lower()}.",
                Status(Kind.WAIT, f"Sửa lần cuối {date(dossier.changed_at)}", icon="half"),
                reverse("portal:dossier", args=[dossier.pk]),
                "Làm tiếp",
            )


def _papers(papers: list[Paper], today: dt.date) -> Iterator[Todo]:
    ending = [
        (paper, paper.expires_on)
        for paper in sorted(papers, key=lambda row: (row.expires_on or dt.date.max, row.pk))
        if paper.expires_on
        and not paper.replaced_by_id
        and (paper.expires_on - today).days <= PAPER_NOTICE_DAYS
    ]
    leaning = leaning_on([paper.pk for paper, _ in ending], today) if ending else {}
    for paper, last in ending:
        left = (last - today).days
        names = ", ".join(product.name for product in leaning.get(paper.pk, []))
        status = (
            Status(Kind.STOP, "Đã hết hạn", f"ngày {date(last)}")
            if left < 0
            else Status(Kind.WARN, f"Hết hạn {date(last)}", f", còn {left} ngày")
        )
        yield Todo(
            "Thay giấy mới" if left < 0 else "Giấy tờ sắp hết hạn",
            f"{paper.title}. "
            + (f"Sản phẩm đang có sao dựa vào giấy này: {names}. " if names else "")
            + "Có giấy mới thì chụp một lần, hồ sơ nào cũng dùng được.",
            status,
            reverse("portal:paper", args=[paper.pk]),
            "Chụp giấy mới",
            icon="camera",
        )

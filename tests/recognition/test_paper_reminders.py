"""Papers that end while a star runs: told at 60, 30 and 0 days, naming the products behind them."""

import datetime as dt

import pytest

from ocop.accounts.roles import Role
from ocop.dossiers.models import Evidence
from ocop.dossiers.states import DossierState
from ocop.notices.models import Notice
from ocop.producers.models import Paper, Producer
from ocop.products.models import Product
from ocop.recognition.paper_reminders import ending_evidence, leaning_on
from tests.factories import basic
from tests.factories.certificates import add_fact, make_certificate
from tests.factories.results import make_dossier
from tests.recognition.test_reminders import TODAY, run, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def paper_of(producer: Producer, days: int, **more: object) -> Paper:
    values = {"kind": "quality_system", "title": "VietGAP", "expires_on": in_days(days)} | more
    return Paper.objects.create(producer=producer, **values)


def in_days(count: int) -> dt.date:
    return TODAY + dt.timedelta(days=count)


def starred(producer: Producer, name: str, *papers: Paper, days: int = 700) -> Product:
    """A product with a star whose recognised dossier shows the papers."""
    product = basic.make_product(producer, name=name)
    certificate = make_certificate(producer.commune, in_days(days), product=product)
    dossier = make_dossier(producer.commune, state=DossierState.RECOGNISED, product=product)
    for criterion, paper in enumerate(papers, start=1):
        Evidence.objects.create(dossier=dossier, criterion=f"1.{criterion}", paper=paper)
    assert certificate.recognition.product == product
    return product


def test_producer_and_commune_hear_of_a_paper_behind_a_star(places: basic.Places) -> None:
    owner, stranger = basic.make_user(), basic.make_user()
    commune = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    elsewhere = basic.make_official(Role.COMMUNE_OFFICER, places.sa_dec)
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    basic.make_producer(places.tan_ho_co, owner=stranger)
    starred(producer, "Khô cá lóc", paper_of(producer, 60))
    run()
    [notice] = Notice.objects.filter(person=owner)
    assert notice.title == "Giấy còn 60 ngày: VietGAP"
    assert "minh chứng của sản phẩm đang có sao: Khô cá lóc." in notice.body
    assert told(commune) == ["1 giấy tờ sắp hết hạn, ngày 22/11/2026"]
    assert [told(person) for person in (elsewhere, office, stranger)] == [[], [], []]


def test_a_paper_is_told_at_each_step_once(places: basic.Places) -> None:
    owner = basic.make_user()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    paper_of(producer, 60)
    for day in (0, 1, 29, 30, 31, 60, 61):
        run(in_days(day))
    assert told(owner) == [
        "Giấy còn 60 ngày: VietGAP",
        "Giấy còn 30 ngày: VietGAP",
        "Giấy hết hạn hôm nay: VietGAP",
    ]


def test_replaced_and_applied_for_papers_are_silent(places: basic.Places) -> None:
    owner = basic.make_user()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    paper_of(producer, 20, replaced_by=paper_of(producer, 900))
    paper_of(producer, 20, state=Paper.State.APPLYING)
    paper_of(producer, 20, expires_on=None)
    run()
    assert told(owner) == []


def test_only_standing_stars_and_the_last_dossier_lean_on_a_paper(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    paper = paper_of(producer, 20)
    standing = starred(producer, "Khô còn sao", paper)
    withdrawn = starred(producer, "Khô thu hồi", paper)
    add_fact(withdrawn.recognitions.get().certificate, "withdrawn", in_days(-1))
    starred(producer, "Khô hết hạn lâu", paper, days=-200)
    changed = starred(producer, "Khô đổi giấy", paper)
    make_dossier(places.tan_ho_co, state=DossierState.RECOGNISED, product=changed)
    assert leaning_on([paper.pk], TODAY) == {paper.pk: [standing]}
    assert list(ending_evidence([standing.pk, changed.pk], TODAY)) == [standing.pk]


def test_evidence_that_ends_is_named_by_its_kind(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    product = starred(
        producer, "Khô", paper_of(producer, 20), paper_of(producer, -3), paper_of(producer, 61)
    )
    [words] = ending_evidence([product.pk], TODAY).values()
    assert [line.removeprefix(words[0].split(" đã ")[0]) for line in words] == [
        " đã hết hạn 19/11/2026",
        " hết hạn 12/12/2026",
    ]

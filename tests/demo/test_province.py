"""The demo province: work on every desk, all of it invented and marked, the record intact."""

from collections import Counter

import pytest
from django.db.models import Count, Q

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.catalogue.keeping import differing
from ocop.catalogue.models import ListedProduct
from ocop.councils.models import CouncilMember, ScoreSheet, Session
from ocop.demo.accounts import ADMINISTRATOR, OFFICES, PASSWORD, PRODUCERS, logins_table
from ocop.demo.catalogue import CATALOGUE, Past
from ocop.demo.province import has_demo
from ocop.demo.reevaluation import CONCLUDED, UNDER_WAY
from ocop.dossiers.models import Dossier, Receipt
from ocop.dossiers.rules.clocks import commune_clock
from ocop.dossiers.states import DossierState
from ocop.files.integrity import first_changed_file
from ocop.kernel import clock
from ocop.kernel.audit import first_broken_link
from ocop.kernel.models import AuditEntry
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.register.models import Certificate
from ocop.register.queries import status_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

SAMPLES = [described for sample in CATALOGUE for described in sample.products]


def test_the_load_is_told_in_three_lines(demo: list[str]) -> None:
    assert demo == [
        "28 tài khoản mẫu",
        "33 cơ sở thật theo tài liệu đã công bố",
        "33 sản phẩm mẫu, 27 hồ sơ ở mọi bước",
    ]
    assert has_demo()


def test_there_is_a_dossier_in_every_state() -> None:
    there = Counter(Dossier.objects.values_list("state", flat=True))
    assert set(there) == set(DossierState)


def test_each_dossier_stands_where_the_catalogue_says() -> None:
    expected = {d.name: str(d.reached) for d in SAMPLES if d.reached not in Past}
    expected |= {
        d.name: DossierState.AT_COMMUNE for d in SAMPLES if d.reached is Past.OVERDUE_AT_COMMUNE
    }
    expected |= {
        d.name: DossierState.ACCEPTED for d in SAMPLES if d.reached is Past.ACCEPTED_ON_PAPER
    }
    again = {CONCLUDED.name, UNDER_WAY.name}
    there = Dossier.objects.exclude(product__name__in=again)
    assert dict(there.values_list("product__name", "state")) == expected


def test_stars_are_evaluated_again_in_writing_and_an_upgrade_keeps_its_star() -> None:
    done = Dossier.objects.filter(product__name=CONCLUDED.name).order_by("pk")
    assert list(done.values_list("kind", "state")) == [
        ("reevaluation", DossierState.RECOGNISED),
        ("upgrade", DossierState.NOT_UPGRADED),
    ]
    assert done[1].prefilled_from.dossier == done[0]
    session = Session.objects.get(form="written", state=Session.State.SCORING)
    assert session.items.get().dossier.product.name == UNDER_WAY.name


def test_each_result_is_the_one_the_catalogue_names() -> None:
    for described in SAMPLES:
        results = Dossier.objects.filter(product__name=described.name, results__level="province")
        for star, total in results.values_list("results__star", "results__total"):
            assert (star, total) == (described.star, described.points), described.name


def test_every_invented_name_is_marked_and_every_marked_row_is_a_sample() -> None:
    marked = Q(name__endswith="(mẫu)")
    assert not Producer.objects.filter(is_sample=True).exclude(marked).exists()
    assert not Producer.objects.filter(marked, is_sample=False).exists()
    assert not Product.objects.filter(is_sample=True).exclude(marked).exists()
    assert not Product.objects.filter(marked, is_sample=False).exists()
    assert not User.objects.filter(Q(is_sample=False) | ~Q(full_name__endswith="(mẫu)")).exists()


def test_one_certificate_of_each_kind() -> None:
    today = clock.today()
    kinds = Counter(
        status_of(certificate, today).kind.value
        for certificate in Certificate.objects.prefetch_related("facts")
    )
    assert kinds == {"in_force": 6, "expiring": 2, "expired": 1, "withdrawn": 2, "replaced": 1}
    evaluated = Certificate.objects.filter(recognition__source="evaluated")
    stars = evaluated.values_list("recognition__star", flat=True)
    assert sorted(stars) == [3, 4, 4, 5]


def test_one_clock_of_the_commune_is_overdue() -> None:
    receipts = Receipt.objects.filter(
        desk=Receipt.Desk.COMMUNE, dossier__state=DossierState.AT_COMMUNE
    )
    clocks = [commune_clock(receipt.received_on, clock.today()) for receipt in receipts]
    assert sorted(each.is_overdue for each in clocks) == [False, False, True]


def test_a_council_is_in_the_middle_of_scoring() -> None:
    session = Session.objects.get(
        state=Session.State.SCORING, council__level="province", form="meeting"
    )
    sheets = ScoreSheet.objects.filter(item__session=session)
    assert session.items.count() == 3
    assert sheets.filter(submitted_at=None).count() == 2
    assert sheets.exclude(submitted_at=None).count() == 4
    seats = Counter(session.council.members.values_list("seat", flat=True))
    assert seats == {
        CouncilMember.Seat.CHAIR: 1,
        CouncilMember.Seat.MEMBER: 3,
        CouncilMember.Seat.SECRETARY: 1,
    }


def test_every_office_role_has_an_account_that_signs_in() -> None:
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    for login in (*PRODUCERS, *OFFICES, ADMINISTRATOR):
        assert User.objects.get_by_natural_key(login.sign_in).check_password(PASSWORD)
        assert login.sign_in in logins_table()
    assert PASSWORD in logins_table()


def test_every_sample_product_has_a_picture_and_every_file_is_as_stored() -> None:
    pictured = Product.objects.filter(is_sample=True).annotate(count=Count("photos"))
    assert set(pictured.values_list("count", flat=True)) == {1}
    assert first_changed_file() is None


def test_the_chain_holds() -> None:
    assert first_broken_link() is None
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert acts >= {
        "dossier_submitted",
        "dossier_received_by_commune",
        "dossier_returned_by_commune",
        "dossier_proposed",
        "dossier_received_by_province",
        "dossier_returned_by_province",
        "dossier_accepted",
        "dossier_withdrawn",
        "dossier_carried_over",
        "council_established",
        "conflict_declared",
        "sheet_submitted",
        "result_concluded",
        "minutes_closed",
        "decision_entered",
        "product_recognised",
        "certificate_issued",
        "result_notified",
        "dossier_forwarded",
        "certificate_withdrawn",
        "stars_recorded",
    }


def test_the_search_says_of_every_product_what_the_register_says() -> None:
    assert differing(list(Product.objects.values_list("pk", flat=True))) == []
    assert ListedProduct.objects.filter(key_sector__name="Lúa gạo").exists()

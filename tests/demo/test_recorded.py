"""Real producers carry exactly what the published documents say, at their old and new units."""

import datetime as dt

import pytest

from ocop.demo.recorded import SOURCES, SourceRow, read_rows
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.producers.models import Paper, Producer, ProducerPerson
from ocop.products.models import Product, ProductPhoto
from ocop.register.models import Certificate, Recognition
from ocop.register.queries import status_of_recognition
from ocop.register.status import StatusKind

ROWS = {source.file: list(read_rows(source)) for source in SOURCES}
TAN_HONG, SA_DEC, CAU_KE = ROWS.values()


def test_tan_hong_counts_as_its_plan_does() -> None:
    new = [row for row in TAN_HONG if row.decision]
    communes = [row.commune for row in new]
    assert {name: communes.count(name) for name in communes} == {
        "Xã Tân Hộ Cơ": 5,
        "Xã Tân Thành B": 2,
        "Xã Tân Phước": 1,
        "Xã Tân Công Chí": 1,
    }
    assert len(TAN_HONG) == 11
    assert {row.star for row in TAN_HONG} == {3}
    assert len({row.producer for row in TAN_HONG}) == 6
    assert {(row.decision, row.signed_on) for row in new} == {
        ("1991/QĐ-UBND-HC", dt.date(2021, 12, 31))
    }


def test_cau_ke_counts_as_its_list_does() -> None:
    stars = [row.star for row in CAU_KE]
    assert {star: stars.count(star) for star in stars} == {3: 24, 4: 11, 5: 1, None: 1}
    assert [row.product for row in CAU_KE if row.star is None] == ["Chả ốc bươu"]
    assert not any(row.decision or row.signed_on or row.kind for row in CAU_KE)


def test_sa_dec_names_producers_alone() -> None:
    assert len(SA_DEC) == 5
    assert not any(row.product or row.star or row.commune for row in SA_DEC)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("row", [*TAN_HONG, *CAU_KE], ids=lambda row: row.product)
def test_a_product_is_as_its_row(row: SourceRow) -> None:
    product = Product.objects.get(name=row.product, producer__name=row.producer)
    assert product.producer.name == row.producer
    assert product.producer.legal_form == (row.legal_form or "unknown")
    assert product.commune.display.lower() == (
        f"{row.commune}, {row.district}, {row.province}".lower()
    )
    assert product.leaf is None
    assert product.is_sample is False
    stars = [
        (given.star, given.kind, given.decision and given.decision.number, given.recognised_on)
        for given in product.recognitions.all()
    ]
    expected = (row.star, row.kind, row.decision or None, row.signed_on)
    assert stars == ([expected] if row.star else [])


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("producer", "today"),
    [
        ("Cơ sở sản xuất khô Ba Khía", "Xã Tân Hộ Cơ, tỉnh Đồng Tháp"),
        ("Hộ kinh doanh Như Quỳnh", "Xã Tân Hộ Cơ, tỉnh Đồng Tháp"),
        ("Cơ sở sản xuất, kinh doanh Nghĩa Nhân", "Xã An Phước, tỉnh Đồng Tháp"),
        ("Cơ sở sản xuất Tân Hồng", "Xã Tân Hồng, tỉnh Đồng Tháp"),
        ("Hộ SXKD Thạch Su", "Xã Phong Thạnh, tỉnh Vĩnh Long"),
        ("HTXNN Thông Hòa", "Xã Tam Ngãi, tỉnh Vĩnh Long"),
    ],
)
def test_a_producer_stands_at_its_unit_of_today(producer: str, today: str) -> None:
    found = Producer.objects.get(name=producer)
    assert found.current_commune is not None
    assert found.current_commune.display == today


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_where_only_the_city_is_named_no_commune_is_guessed() -> None:
    found = Producer.objects.get(name="Công ty Cổ phần thực phẩm Bích Chi")
    assert found.commune.display == "Thành phố Sa Đéc, tỉnh Đồng Tháp"
    assert found.current_commune is None


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_real_producers_carry_nothing_invented() -> None:
    real = Producer.objects.filter(is_sample=False)
    assert real.count() == 33
    silent = {
        "registration_number": "",
        "registered_on": None,
        "founded_on": None,
        "address": "",
        "phone": "",
        "email": "",
        "representative_name": "",
        "representative_title": "",
        "representative_sex": "",
        "representative_ethnicity": "",
        "representative_address": "",
        "description": "",
        "organisation": "",
    }
    assert real.filter(**silent).count() == 33
    assert not ProducerPerson.objects.filter(producer__in=real).exists()
    assert not Paper.objects.filter(producer__in=real).exists()
    assert not Dossier.objects.filter(product__producer__in=real).exists()
    products = Product.objects.filter(producer__in=real)
    assert products.count() == 48
    assert products.filter(description="", story="", yearly_output="", serial=None).count() == 48
    assert not ProductPhoto.objects.filter(product__in=products).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_recorded_star_without_certificate_reads_as_insufficient_data() -> None:
    real = Recognition.objects.filter(product__is_sample=False)
    assert real.count() == 47
    assert not Certificate.objects.filter(recognition__in=real).exists()
    kinds = {status_of_recognition(given, clock.today()).kind for given in real}
    assert kinds == {StatusKind.INSUFFICIENT_DATA}

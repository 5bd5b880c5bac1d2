"""Điều 7.6.a on the producer's home: the days on which a re-evaluation is filed."""

import datetime as dt

import pytest
from django.test import Client

from ocop.kernel import clock
from ocop.register.queries import history_of
from ocop.web.design.pieces import Kind
from ocop.web.portal.star_clock import filing_status, star_clock, when_to_file
from tests.factories import basic
from tests.factories.certificates import add_fact, make_certificate

D = dt.date


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (D(2026, 8, 26), "Nộp từ 26/08/2026 đến hết 25/10/2026."),
        (D(2026, 10, 25), "Nộp từ 26/08/2026 đến hết 25/10/2026."),
        (D(2026, 10, 26), "Hạn nộp 25/10/2026 đã qua. Hãy nộp ngay và báo cán bộ xã."),
    ],
)
def test_the_window_is_told_in_dates(today: dt.date, words: str) -> None:
    assert when_to_file(D(2027, 2, 22), today) == words


@pytest.mark.parametrize(
    ("today", "kind", "text"),
    [
        (D(2026, 9, 24), Kind.WAIT, "Sao hết hạn 22/02/2027"),
        (D(2026, 9, 25), Kind.WARN, "Còn 30 ngày để nộp"),
        (D(2026, 10, 25), Kind.STOP, "Hôm nay là ngày cuối nộp"),
        (D(2026, 10, 26), Kind.STOP, "Đã quá hạn nộp"),
    ],
)
def test_the_nearer_the_last_day_the_louder(today: dt.date, kind: Kind, text: str) -> None:
    status = filing_status(D(2027, 2, 22), today)
    assert (status.kind, status.text) == (kind, text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "fact", "words", "may_file"),
    [
        (400, None, "Chưa phải làm gì.", False),
        (130, None, "Nộp từ ", True),
        (130, "reevaluation_received", "Hồ sơ đánh giá lại đang được xét.", False),
        (-5, None, "Nếu vẫn làm sản phẩm này", True),
        (130, "withdrawn", "", False),
    ],
)
def test_the_products_page_says_what_to_do_now(
    days: int, fact: str | None, words: str, may_file: bool
) -> None:
    today = clock.today()
    owner = basic.make_user()
    places = basic.make_places()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    certificate = make_certificate(
        places.tan_ho_co, today + dt.timedelta(days=days), producer=producer
    )
    if fact:
        add_fact(certificate, fact, today)
    product = certificate.recognition.product
    found = star_clock(history_of(product.pk), today)
    assert found is not None
    assert found.words.startswith(words)
    assert found.may_file is may_file
    client = Client()
    client.force_login(owner, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    page = client.get(f"/co-so/san-pham/{product.pk}/").content.decode()
    assert ("Lập hồ sơ đánh giá lại" in page) is may_file

"""Lists as files: the rows of the page, typed cells, no formulas."""

import csv
import datetime as dt
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from ocop.kernel import clock
from tests.factories.desk_journey import receive
from tests.web.desk.world import client_of, make_world, submitted_named

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://example.vn","x")'


@pytest.mark.parametrize("desk", ["commune", "province"])
def test_names_that_look_like_formulas_are_harmless(desk: str) -> None:
    world = make_world()
    receive(submitted_named(world, EVIL, producer="+84 cơ sở"), world.desk)
    client = client_of(getattr(world.desk, desk))
    address = reverse(f"desk:{desk}:export", args=["csv"]) + "?loc=tat-ca"

    head, line = csv.reader(StringIO(client.get(address).content.decode("utf-8-sig")))

    found = dict(zip(head, line, strict=True))
    assert found["Sản phẩm"] == f"'{EVIL}"
    assert found["Chủ thể"] == "'+84 cơ sở"
    book = client.get(address.replace(".csv", ".xlsx"))
    assert b"<f>" not in book.content
    cells = load_workbook(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert cells[1][cells[0].index("Sản phẩm")] == EVIL
    assert cells[1][cells[0].index("Ngày xã nhận")] == clock.today()


def test_export_follows_the_filter_of_the_page() -> None:
    world = make_world()
    submitted_named(world, "Khô chưa nhận")
    receive(submitted_named(world, "Khô đã nhận"), world.desk)
    client = client_of(world.desk.commune)

    response = client.get(reverse("desk:commune:export", args=["csv"]) + "?loc=cho-nhan")

    lines = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert [line[1] for line in lines[1:]] == ["Khô chưa nhận"]
    assert response["Content-Disposition"] == (
        f'attachment; filename="ho-so-xa-{clock.today():%Y-%m-%d}.csv"'
    )
    assert isinstance(clock.today(), dt.date)

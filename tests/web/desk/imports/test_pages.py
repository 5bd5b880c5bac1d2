"""The pages of an import: from the file to the register, for the office alone."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from ocop.accounts.roles import Role
from ocop.imports.models import Import
from ocop.imports.services import listing, running
from ocop.jobs.models import JobRun
from ocop.producers.models import Producer
from ocop.products.models import Product
from tests.factories.basic import make_official
from tests.imports.workbooks import Book, csv_file
from tests.imports.world import Offices, examined, known_row, make_offices
from tests.web.desk.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return make_offices()


def page(view: str, *args: object) -> str:
    return reverse(f"desk:imports:{view}", args=args)


def faulty(offices: Offices, count: int = 1) -> Import:
    rows = [known_row(number, commune="Xã Tân Họ Cò Xa") for number in range(1, count + 1)]
    return examined(offices, Book([*rows, known_row(99)]))


def test_from_the_file_to_the_register(offices: Offices) -> None:
    client = client_of(offices.office)
    upload = Book([known_row(1)]).file()
    file = SimpleUploadedFile(upload.name, upload.file.getvalue())
    answer = client.post(page("begin"), {"file": file, "title": "Danh sách huyện mẫu"})
    batch = Import.objects.get()
    assert answer["Location"] == page("columns", batch.pk)
    shown = client.get(page("columns", batch.pk)).content.decode()
    assert "Công nhận lần đầu Số quyết định" in shown
    fields = {f"cot-{index}": field for index, _, field in batch.columns}
    client.post(page("columns", batch.pk), {**fields, "first_row": batch.first_row})
    assert client.get(page("detail", batch.pk))["Location"] == page("findings", batch.pk)
    answer = client.post(page("preview", batch.pk))
    assert answer["Location"] == page("detail", batch.pk)
    assert Product.objects.get().name == "Sản phẩm mẫu 1"
    assert "Đã ghi vào sổ" in client.get(page("detail", batch.pk)).content.decode()
    client.post(page("undo", batch.pk))
    assert Producer.objects.count() == 0


def test_what_is_no_spreadsheet_is_refused_at_the_field(offices: Offices) -> None:
    file = SimpleUploadedFile("anh.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40))
    answer = client_of(offices.office).post(page("begin"), {"file": file, "title": "Giữ tên này"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Đây không phải bảng tính." in shown
    assert "Giữ tên này" in shown
    assert Import.objects.count() == 0


def test_a_column_named_twice_is_refused(offices: Offices) -> None:
    batch = examined(offices, Book([known_row(1)]))
    fields = {f"cot-{index}": field for index, _, field in batch.columns} | {"cot-2": "product"}
    answer = client_of(offices.office).post(page("columns", batch.pk), {**fields, "first_row": 5})
    assert answer.status_code == 422
    assert "Có cột bị chọn trùng." in answer.content.decode()


def test_errors_stand_first_and_a_candidate_mends_the_cell(offices: Offices) -> None:
    batch, client = faulty(offices), client_of(offices.office)
    shown = client.get(page("findings", batch.pk)).content.decode()
    assert "1 dòng có lỗi" in shown
    assert "Dùng Xã Tân Hộ Cơ, tỉnh Đồng Tháp" in shown
    choice = {"row": "5", "column": "5", "text": "Xã Tân Hộ Cơ, tỉnh Đồng Tháp"}
    client.post(page("examine", batch.pk), choice)
    batch.refresh_from_db()
    assert batch.counts["rows_with_errors"] == 0


def test_a_cell_is_corrected_on_the_page_of_its_row(offices: Offices) -> None:
    batch, client = faulty(offices), client_of(offices.office)
    assert "Không có xã nào tên" in client.get(page("row", batch.pk, 5)).content.decode()
    client.post(page("row", batch.pk, 5), {"o-5": "Xã Tân Hộ Cơ"})
    batch.refresh_from_db()
    assert batch.counts["rows_with_errors"] == 0
    shown = client.get(page("row", batch.pk, 5)).content.decode()
    assert "Trong tệp: Xã Tân Họ Cò Xa" in shown
    client.post(page("row", batch.pk, 5), {"o-5": "Xã Tân Họ Cò Xa"})
    assert batch.corrections.count() == 0


def test_the_same_list_again_says_that_nothing_is_new(offices: Offices) -> None:
    client = client_of(offices.office)
    first = examined(offices, Book([known_row(1)]))
    client.post(page("preview", first.pk))
    again = examined(offices, Book([known_row(1)]))
    assert "Không có gì mới để ghi" in client.get(page("preview", again.pk)).content.decode()


@pytest.mark.parametrize(("count", "queries"), [(1, 11), (3, 11)])
def test_the_list_of_findings_asks_as_often_for_many_as_for_one(
    offices: Offices, django_assert_num_queries: DjangoAssertNumQueries, count: int, queries: int
) -> None:
    batch, client = faulty(offices, count), client_of(offices.office)
    with django_assert_num_queries(queries):
        client.get(page("findings", batch.pk))


@pytest.mark.parametrize(("count", "queries"), [(1, 6), (3, 6)])
def test_the_list_of_imports_asks_as_often_for_many_as_for_one(
    offices: Offices, django_assert_num_queries: DjangoAssertNumQueries, count: int, queries: int
) -> None:
    for _ in range(count):
        faulty(offices)
    client = client_of(offices.office)
    with django_assert_num_queries(queries):
        client.get(page("index"))


def test_another_office_finds_nothing_and_does_nothing(offices: Offices) -> None:
    batch = faulty(offices)
    for stranger in (offices.other_office, offices.ministry):
        client = client_of(stranger)
        assert "Danh sách mẫu" not in client.get(page("index")).content.decode()
        for view in ("detail", "columns", "findings", "questions", "preview", "export"):
            assert client.get(page(view, batch.pk)).status_code == 404
        for view in ("examine", "stop", "resume", "undo", "discard"):
            assert client.post(page(view, batch.pk)).status_code == 404
        assert client.get(page("row", batch.pk, 5)).status_code == 404


def test_no_other_role_opens_it(offices: Offices) -> None:
    for role in (Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR):
        client = client_of(make_official(role, offices.dong_thap))
        assert client.get(page("index")).status_code == 403
        assert client.get(page("begin")).status_code == 403


def test_the_workbook_of_findings_holds_no_formula(offices: Offices) -> None:
    row = known_row(1, product='=HYPERLINK("http://x.example","Khô")', commune="Xã Không Có")
    batch = examined(offices, Book([row]))
    answer = client_of(offices.office).get(page("export", batch.pk))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    cells = book.get_sheet_by_name("Danh sách").to_python()[1]
    assert cells[2] == '=HYPERLINK("http://x.example","Khô")'
    found = book.get_sheet_by_name("Phát hiện").to_python()
    assert [5, "Lỗi"] in [[line[0], line[2]] for line in found]


def test_a_csv_in_utf_16_is_read(offices: Offices) -> None:
    upload = csv_file(
        ["Tên sản phẩm;Chủ thể;Xã;Sao", "Khô cá;HTX Mẫu;Xã Tân Hộ Cơ;4"], encoding="utf-16"
    )
    assert examined(offices, upload).counts["stars"] == {"4": 1}


def test_the_page_says_what_the_search_still_waits_for(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SMALL_LIST", 0)
    batch = examined(offices, Book([known_row(1)]))
    batch = running.confirm(batch=batch, by=offices.office)
    while not running.write_rows_slice({"import": str(batch.pk)}).is_finished:
        continue
    client = client_of(offices.office)
    waiting = client.get(page("detail", batch.pk)).content.decode()
    assert "Đã ghi vào sổ" in waiting
    assert "Trang tra cứu còn thiếu 1 sản phẩm" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "Lập tiếp" not in waiting
    JobRun.objects.update(state=JobRun.State.FAILED)
    assert "Lập tiếp" in client.get(page("detail", batch.pk)).content.decode()
    client.post(page("resume", batch.pk))
    listing.list_slice({"import": str(batch.pk)})
    assert "Trang tra cứu" not in client.get(page("detail", batch.pk)).content.decode()

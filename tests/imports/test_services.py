"""A list from the upload to the register and back."""

import datetime as dt
from decimal import Decimal

import pytest

from ocop.catalogue.keeping import differing
from ocop.catalogue.models import ListedProduct
from ocop.imports.models import CellCorrection, Import, WrittenRow
from ocop.imports.queries import visible_to
from ocop.imports.services import correcting, listing, running
from ocop.imports.services.beginning import begin_import, discard, set_columns
from ocop.kernel.audit import first_broken_link
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.register.models import Certificate, CertificateFact, Decision, Recognition
from tests.factories.basic import make_producer, make_product
from tests.imports.workbooks import Book, csv_file
from tests.imports.world import Offices, examined, known_row, make_offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> Offices:
    return make_offices()


def book(*rows: dict) -> Book:  # type: ignore[type-arg]
    return Book(list(rows))


def kinds(batch: Import) -> set[str]:
    return set(batch.findings.values_list("kind", flat=True))


def test_a_list_becomes_producers_products_stars_and_certificates(offices: Offices) -> None:
    batch = examined(offices, book(known_row(1), known_row(2)))
    assert batch.counts["rows"] == 2
    assert batch.counts["stars"] == {"3": 2}
    written = running.confirm(batch=batch, by=offices.office)
    assert written.state == Import.State.WRITTEN
    recognition = Recognition.objects.get(product__name="Sản phẩm mẫu 1")
    assert recognition.star == 3
    assert recognition.recognised_on == dt.date(2022, 3, 15)
    assert recognition.level == "province"
    assert recognition.instrument == "qd1048-2019"
    assert recognition.source_note == "Danh sách mẫu, dòng 5"
    assert recognition.decision is not None
    assert recognition.decision.unit == offices.dong_thap
    certificate = recognition.certificate
    assert certificate.number == f"không ghi số, {certificate.short_code}"
    assert certificate.expires_on == dt.date(2025, 3, 15)
    assert Decision.objects.count() == 1
    assert Producer.objects.get(name="Hợp tác xã Mẫu 1").legal_form == "cooperative"
    assert Producer.history.count() == 2
    assert not written.content
    assert first_broken_link() is None


def test_the_same_file_again_adds_nothing_and_says_so(offices: Offices) -> None:
    running.confirm(batch=examined(offices, book(known_row(1))), by=offices.office)
    again = examined(offices, book(known_row(1), known_row(2)))
    assert again.counts["known_producers"] == 1
    assert again.counts["known_products"] == 1
    assert again.counts["known_recognitions"] == 1
    done = running.confirm(batch=again, by=offices.office)
    assert done.result["written"]["products"] == 1
    assert Recognition.objects.count() == 2
    third = examined(offices, book(known_row(1), known_row(2)))
    done = running.confirm(batch=third, by=offices.office)
    assert not any(done.result["written"].values())


def test_a_second_star_replaces_the_first_certificate(offices: Offices) -> None:
    row = known_row(
        1, star=4, second_star=4, second_date="20/06/2024", second_decision="30/QĐ-UBND"
    )
    running.confirm(batch=examined(offices, book(row)), by=offices.office)
    assert list(Recognition.objects.order_by("pk").values_list("star", "kind")) == [
        (3, "first"),
        (4, "upgrade"),
    ]
    fact = CertificateFact.objects.get()
    assert (fact.kind, fact.on) == ("replaced", dt.date(2024, 6, 20))


def test_points_and_product_code_of_an_old_list_are_kept(offices: Offices) -> None:
    upload = csv_file(
        [
            "product_code,product_name,producer,star,score_part_a,score_part_b,score_part_c,score_total,decision_no,decision_date",
            '87-869-29929-2-2022,Khô cá,HTX Mẫu,5,31,24,38,"93,00",5/QĐ-BNN,01/06/2022',
        ]
    )
    batch = examined(offices, upload)
    running.confirm(batch=batch, by=offices.office)
    recognition = Recognition.objects.get()
    points = (recognition.part_a, recognition.part_b, recognition.part_c, recognition.total)
    assert points == (Decimal(31), Decimal(24), Decimal(38), Decimal(93))
    assert recognition.decision is not None
    assert recognition.decision.unit is None
    assert recognition.certificate.product_code == "87-869-29929-2-2022"
    assert "old_product_code" in kinds(batch)


def test_an_unknown_commune_is_never_invented(offices: Offices) -> None:
    batch = examined(offices, book(known_row(1, commune="Xã Tân Hộ Cở"), known_row(2)))
    found = (
        batch.findings.get(kind="unknown_commune") if "unknown_commune" in kinds(batch) else None
    )
    assert found is None
    batch = examined(offices, book(known_row(1, commune="Xã Tân Họ Cò Xa"), known_row(2)))
    found = batch.findings.get(kind="unknown_commune")
    assert found.severity == "error"
    assert "Xã Tân Hộ Cơ, tỉnh Đồng Tháp" in found.candidates
    running.confirm(batch=batch, by=offices.office)
    assert Product.objects.count() == 1


def test_rows_of_another_province_are_errors_for_a_province(offices: Offices) -> None:
    row = known_row(1, commune="Xã Thông Hòa, huyện Cầu Kè, tỉnh Trà Vinh")
    batch = examined(offices, book(row, known_row(2)))
    assert batch.findings.get(kind="other_province").row == 5
    assert batch.counts["rows_with_errors"] == 1
    ministry = examined(offices, book(row), office=None, by=offices.ministry)
    assert "other_province" not in kinds(ministry)


def test_a_cell_corrected_in_place_keeps_what_stood_there(offices: Offices) -> None:
    batch = examined(offices, book(known_row(1, commune="Xã Không Có")))
    correcting.correct_cell(batch=batch, row=5, column=5, text="Xã Tân Hộ Cơ", by=offices.office)
    batch = running.start_examining(batch=batch, by=offices.office)
    assert batch.counts["rows_with_errors"] == 0
    assert CellCorrection.objects.get().before == "Xã Không Có"
    assert batch.rows.get().cells[5] == "Xã Không Có"


def test_a_near_name_asks_a_person_and_is_never_merged_alone(offices: Offices) -> None:
    running.confirm(
        batch=examined(offices, book(known_row(1, producer="HTX Tân Quy Xanh"))), by=offices.office
    )
    batch = examined(offices, book(known_row(1, producer="Hợp tác xã Tân Qui Xanh")))
    question = batch.questions.get()
    with pytest.raises(RefusedError, match="Còn 1 câu hỏi"):
        running.confirm(batch=batch, by=offices.office)
    existing = Producer.objects.get()
    correcting.answer(question=question, chosen_id=existing.pk, by=offices.office)
    running.confirm(batch=batch, by=offices.office)
    assert Producer.objects.count() == 1
    assert Product.objects.count() == 1


def test_the_same_product_under_signs_and_case_is_one(offices: Offices) -> None:
    row = known_row(1, product="Dừa sáp sợi (VICOSAP)", producer="Cty TNHH Mẫu Dừa")
    running.confirm(batch=examined(offices, book(row)), by=offices.office)
    row = known_row(1, product="Dừa sáp sợi Vicosap", producer="Công ty TNHH Mẫu Dừa")
    done = running.confirm(batch=examined(offices, book(row)), by=offices.office)
    assert not any(done.result["written"].values())


def test_undo_takes_everything_back_and_the_chain_keeps_both(offices: Offices) -> None:
    batch = running.confirm(
        batch=examined(offices, book(known_row(1), known_row(2))), by=offices.office
    )
    running.undo(batch=batch, by=offices.office)
    for model in (Producer, Product, Recognition, Certificate, Decision, WrittenRow):
        assert model.objects.count() == 0
    acts = AuditEntry.objects.filter(subject=f"import:{batch.pk}").values_list("act", flat=True)
    assert list(acts) == ["import_confirmed", "import_undone"]
    assert first_broken_link() is None


def test_undo_is_refused_where_something_was_built_on_it(offices: Offices) -> None:
    batch = running.confirm(batch=examined(offices, book(known_row(1))), by=offices.office)
    make_product(Producer.objects.get(), name="Sản phẩm nhập sau")
    with pytest.raises(RefusedError, match="1 sản phẩm"):
        running.undo(batch=batch, by=offices.office)
    assert Recognition.objects.count() == 1


def test_undo_leaves_what_was_there_before(offices: Offices) -> None:
    running.confirm(batch=examined(offices, book(known_row(1))), by=offices.office)
    second = running.confirm(
        batch=examined(offices, book(known_row(1), known_row(2))), by=offices.office
    )
    running.undo(batch=second, by=offices.office)
    assert list(Product.objects.values_list("name", flat=True)) == ["Sản phẩm mẫu 1"]


def test_a_large_list_is_written_in_slices_and_can_be_stopped(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SMALL_LIST", 0)
    monkeypatch.setattr("ocop.imports.services.writing.ROWS_A_SLICE", 2)
    batch = examined(offices, book(*(known_row(number) for number in range(1, 6))))
    batch = running.confirm(batch=batch, by=offices.office)
    assert batch.state == Import.State.WRITING
    cursor = {"import": str(batch.pk)}
    first = running.write_rows_slice(cursor)
    assert (first.done, first.total, first.is_finished) == (2, 5, False)
    assert Product.objects.count() == 2
    running.stop(batch=batch, by=offices.office)
    assert running.write_rows_slice(cursor).is_finished
    assert Product.objects.count() == 0
    batch.refresh_from_db()
    assert batch.state == Import.State.UNDONE


def test_a_large_list_comes_into_the_search_after_the_register(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SMALL_LIST", 0)
    monkeypatch.setattr(listing, "PRODUCTS_A_SLICE", 2)
    batch = examined(offices, book(*(known_row(number) for number in range(1, 6))))
    batch = running.confirm(batch=batch, by=offices.office)
    cursor = {"import": str(batch.pk)}
    while not running.write_rows_slice(cursor).is_finished:
        continue
    batch.refresh_from_db()
    assert batch.state == Import.State.WRITTEN
    assert (listing.unlisted(batch), ListedProduct.objects.count()) == (5, 0)
    assert batch.run is not None
    assert batch.run.task == listing.TASK[0]
    with pytest.raises(RefusedError, match="Không có việc nào cần làm tiếp"):
        running.resume(batch=batch, by=offices.office)
    first = listing.list_slice(cursor)
    assert (first.done, first.total, first.is_finished) == (2, 5, False)
    batch.run.state = "failed"
    batch.run.save()
    running.resume(batch=batch, by=offices.office)
    listing.list_all(batch)
    assert (listing.unlisted(batch), ListedProduct.objects.count()) == (0, 5)
    assert differing(list(Product.objects.values_list("pk", flat=True))) == []
    running.undo(batch=batch, by=offices.office)
    assert running.undo_slice(cursor).is_finished
    assert (ListedProduct.objects.count(), listing.list_slice(cursor).is_finished) == (0, True)


def test_undoing_a_second_star_leaves_the_first_in_the_search(offices: Offices) -> None:
    running.confirm(batch=examined(offices, book(known_row(1))), by=offices.office)
    row = known_row(
        1, star=4, second_star=4, second_date="20/06/2024", second_decision="30/QĐ-UBND"
    )
    second = running.confirm(batch=examined(offices, book(row)), by=offices.office)
    product = Product.objects.get()
    assert set(product.listed.periods.values_list("star", flat=True)) == {3, 4}
    running.undo(batch=second, by=offices.office)
    assert set(product.listed.periods.values_list("star", flat=True)) == {3}


def test_personal_columns_need_a_purpose(offices: Offices) -> None:
    row = known_row(
        1, person="Bà Mẫu", phone="0900 000 000", address="Ấp 1, xã Tân Hộ Cơ, tỉnh Đồng Tháp"
    )
    batch = examined(offices, book(row))
    cells = batch.rows.get().cells
    assert cells[6:9] == ["Xã Tân Hộ Cơ, tỉnh Đồng Tháp", "", ""]
    assert "personal_not_taken" in kinds(batch)
    assert "0900" not in str(batch.rows.get().record)
    taken = examined(offices, book(row), purpose="Liên hệ về kiểm tra sau công nhận")
    running.confirm(batch=taken, by=offices.office)
    assert Producer.objects.get().phone == "0900 000 000"


def test_columns_corrected_once_are_known_the_next_time(offices: Offices) -> None:
    lines = ["Mặt hàng,Nơi làm,Xã,Sao", "Khô cá,HTX Mẫu,Xã Tân Hộ Cơ,3"]
    batch = begin_import(
        upload=csv_file(lines), title="Sổ xã", office=offices.dong_thap, by=offices.office
    )
    fields = {0: "product", 1: "producer", 2: "commune", 3: "star"}
    set_columns(batch=batch, fields=fields, first_row=2, purpose="", by=offices.office)
    again = begin_import(
        upload=csv_file(lines), title="Sổ xã", office=offices.dong_thap, by=offices.office
    )
    assert [field for _, _, field in again.columns] == list(fields.values())
    other = begin_import(
        upload=csv_file(lines), title="Sổ xã", office=offices.vinh_long, by=offices.other_office
    )
    assert [field for _, _, field in other.columns][:2] != ["product", "producer"]


def test_only_an_ocop_office_imports_and_sees_its_own(offices: Offices) -> None:
    batch = examined(offices, book(known_row(1)))
    assert list(visible_to(offices.office)) == [batch]
    assert list(visible_to(offices.other_office)) == []
    assert list(visible_to(offices.ministry)) == []
    for stranger in (offices.other_office, offices.ministry):
        with pytest.raises(RefusedError):
            running.confirm(batch=batch, by=stranger)
        with pytest.raises(RefusedError):
            correcting.correct_cell(batch=batch, row=5, column=1, text="x", by=stranger)
    with pytest.raises(RefusedError):
        examined(offices, book(known_row(1)), office=offices.vinh_long)


def test_a_discarded_list_leaves_neither_file_nor_rows(offices: Offices) -> None:
    batch = examined(offices, book(known_row(1)))
    discard(batch=batch, by=offices.office)
    batch.refresh_from_db()
    assert (batch.state, batch.content.name, batch.rows.count()) == ("discarded", "", 0)
    with pytest.raises(RefusedError):
        running.confirm(batch=batch, by=offices.office)


def test_a_producer_of_the_register_in_the_merged_commune_is_found(offices: Offices) -> None:
    commune = offices.dong_thap.children.get(name="Tân Hộ Cơ", valid_to=None)
    make_producer(commune, name="HTX Mẫu cũ")
    batch = examined(offices, book(known_row(1, producer="Hợp tác xã Mẫu Cũ")))
    assert batch.counts["known_producers"] == 1

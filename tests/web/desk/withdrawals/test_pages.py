"""The desk of withdrawals in the browser's terms: pages, forms, who sees what."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.register.models import CertificateFact
from ocop.withdrawals.models import MinistryRequest, Withdrawal
from ocop.withdrawals.services import hear_producer, verify
from tests.factories.basic import make_official, make_producer, make_product
from tests.factories.uploads import PDF, upload
from tests.withdrawals.world import World, days_ago, make_certificate, make_world, propose

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def written(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def proposal(**given: str) -> dict[str, str]:
    return {
        "ground": "b",
        "source": "inspection",
        "conclusion_number": "15/KL",
        "conclusion_issuer": "Đoàn kiểm tra (mẫu)",
        "concluded_on": written(days_ago(2)),
        "note": "Nhãn sai.",
    } | given


def decision(**given: object) -> dict[str, object]:
    return {
        "number": "300/QĐ-UBND",
        "signed_on": written(TODAY),
        "signer_name": "Chủ tịch (mẫu)",
        "signer_title": "Chủ tịch",
        "capacity": "own",
        "file": upload("qd.pdf", PDF),
    } | given


def verified(world: World) -> Withdrawal:
    case = propose(world)
    verify(case=case, found="Đúng.", heard="Biên bản.", verified_on=TODAY, by=world.office)
    return case


def test_from_the_proposal_to_the_public_list(client: Client) -> None:
    world = make_world()
    client.force_login(world.office)
    code = world.certificate.short_code
    found = client.get(reverse("desk:withdrawals:choose"), {"tim": code.lower()})
    assert reverse("desk:withdrawals:propose", args=[code]) in found.content.decode()
    sent = client.post(reverse("desk:withdrawals:propose", args=[code]), proposal())
    case = Withdrawal.objects.get()
    page = reverse("desk:withdrawals:case", args=[case.pk])
    assert sent["Location"] == page
    client.post(f"{page}moi-tra-loi/", {"reply_due_on": written(TODAY + dt.timedelta(days=3))})
    client.post(f"{page}y-kien/", {"words": "Đã sửa.", "said_on": written(TODAY)})
    client.post(f"{page}xac-minh/", {"found": "Vẫn sai.", "verified_on": written(TODAY)})
    client.force_login(world.leader)
    assert client.get(page).status_code == 200
    client.post(reverse("desk:withdrawals:decide"), decision(cases=[str(case.pk)]))
    case.refresh_from_db()
    assert case.state == "withdrawn"
    client.logout()
    assert world.certificate.number in client.get("/thu-hoi/danh-sach.csv").content.decode()
    answer = client.get(reverse("public:answer", args=[code])).content.decode()
    assert "Đã bị thu hồi" in answer


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(client: Client) -> None:
    world = make_world()
    client.force_login(world.office)
    address = reverse("desk:withdrawals:propose", args=[world.certificate.short_code])
    late = client.post(address, proposal(ground="đ"))
    assert late.status_code == 422
    assert "Điểm đ cần có" in late.content.decode()
    assert 'value="15/KL"' in late.content.decode()
    assert not Withdrawal.objects.exists()


def test_a_refused_report_keeps_its_words(client: Client) -> None:
    world = make_world()
    case = propose(world)
    client.force_login(world.office)
    page = reverse("desk:withdrawals:verify", args=[case.pk])
    response = client.post(page, {"found": "Đã xem tận nơi.", "verified_on": written(TODAY)})
    assert response.status_code == 422
    assert "Chủ thể chưa được nói" in response.content.decode()
    assert "Đã xem tận nơi." in response.content.decode()


def test_a_decision_before_the_conclusion_is_refused_and_nothing_is_written(
    client: Client,
) -> None:
    world = make_world()
    case = verified(world)
    client.force_login(world.leader)
    response = client.post(
        reverse("desk:withdrawals:decide"),
        decision(cases=[str(case.pk)], signed_on=written(days_ago(6))),
    )
    assert response.status_code == 422
    assert not CertificateFact.objects.exists()


def test_neighbours_and_strangers_find_no_case_no_letter_and_no_file(client: Client) -> None:
    world = make_world()
    case = propose(world)
    names = ("case", "letter", "draft")
    addresses = [reverse(f"desk:withdrawals:{name}", args=[case.pk]) for name in names]
    client.force_login(world.neighbour)
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    found = client.get(reverse("desk:withdrawals:choose"), {"tim": world.certificate.short_code})
    assert "Không tìm thấy" in found.content.decode()
    client.force_login(world.owner)
    assert client.get(addresses[1]).status_code == 404
    assert client.get(reverse("portal:withdrawal", args=[case.pk])).status_code == 404


def test_the_producer_reads_and_answers_its_own_case(client: Client) -> None:
    world = make_world()
    case = hear_producer(
        case=propose(world), reply_due_on=TODAY + dt.timedelta(days=2), by=world.office
    )
    address = reverse("portal:withdrawal", args=[case.pk])
    client.force_login(world.owner)
    assert case.conclusion_number in client.get(address).content.decode()
    client.post(address, {"words": "Nhãn đã in lại.", "said_on": written(TODAY)})
    assert case.replies.get().words == "Nhãn đã in lại."
    letter = client.get(reverse("portal:withdrawal_letter", args=[case.pk]))
    assert letter.content.startswith(b"%PDF")
    client.force_login(world.stranger)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_cases_as_for_one(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    world = make_world()
    propose(world)
    for _ in range(count - 1):
        other = make_product(make_producer(world.places.sa_dec))
        propose(world, certificate=make_certificate(other))
    client.force_login(world.office)
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        page = client.get(reverse("desk:withdrawals:list"))
    assert page.content.decode().count("GCN-") == count


QUERIES = 10


def test_the_ministry_asks_and_the_province_answers_on_its_desk(client: Client) -> None:
    world = make_world()
    client.force_login(world.ministry)
    address = reverse("desk:withdrawals:write_request", args=[world.certificate.short_code])
    letter = {
        "wish": "withdraw",
        "wrong": "Thiếu phiếu kiểm nghiệm.",
        "letter_number": "12/BNNMT",
        "sent_on": written(days_ago(1)),
    }
    client.post(address, letter)
    request = MinistryRequest.objects.get()
    page = reverse("desk:withdrawals:request", args=[request.pk])
    client.force_login(world.neighbour)
    assert client.get(page).status_code == 404
    client.force_login(world.office)
    assert "12/BNNMT" in client.get(reverse("desk:withdrawals:list")).content.decode()
    begun = client.get(
        reverse("desk:withdrawals:propose", args=[world.certificate.short_code]),
        {"bo": request.pk},
    )
    assert 'value="12/BNNMT"' in begun.content.decode()
    client.post(
        page,
        {"answer": "Đã thu hồi.", "answer_number": "9/UBND", "answered_on": written(TODAY)},
    )
    request.refresh_from_db()
    assert request.answer == "Đã thu hồi."


def test_draft_and_letter_are_papers(client: Client) -> None:
    world = make_world()
    case = verified(world)
    client.force_login(world.leader)
    for name in ("draft", "letter"):
        pdf = client.get(reverse(f"desk:withdrawals:{name}", args=[case.pk]))
        assert pdf.content.startswith(b"%PDF")


def test_an_auditor_reads_and_is_offered_nothing_to_do(client: Client) -> None:
    world = make_world()
    case = propose(world)
    client.force_login(make_official(Role.AUDITOR, world.places.dong_thap))
    listed = client.get(reverse("desk:withdrawals:list")).content.decode()
    assert reverse("desk:withdrawals:case", args=[case.pk]) in listed
    assert reverse("desk:withdrawals:choose") not in listed
    shown = client.get(reverse("desk:withdrawals:case", args=[case.pk])).content.decode()
    assert "<form" not in shown.partition("<main")[2]

"""Numbers that no page of ours sends: too long for a database, or no numbers at all."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop.web.typed import whole_number
from tests.factories.basic import make_places
from tests.factories.journey import started_dossier

TOO_LONG = ["9" * 25, "9" * 5000]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("0", 0), ("", None), (None, None), ("-1", None), ("1²", None), ("9" * 19, None)],
)
def test_only_what_a_database_holds_is_a_number(typed: str | None, number: int | None) -> None:
    assert whole_number(typed) == number


@pytest.mark.django_db
@pytest.mark.parametrize("typed", TOO_LONG)
def test_the_pages_refuse_them_in_words(typed: str) -> None:
    dossier = started_dossier(make_places())
    product = dossier.product
    client = Client()
    client.force_login(
        product.producer.people.get().user,
        backend="ocop.accounts.authentication.PhoneOrEmailBackend",
    )

    def post(view: str, *args: object, **data: str) -> str:
        answer = client.post(reverse(f"portal:{view}", args=args), data, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    criterion = (dossier.pk, "1.1")
    assert "Hãy tải lại trang." in post("criterion", *criterion, answer="1", version=typed)
    assert "Hãy chọn một mức trên trang này." in post(
        "criterion", *criterion, answer=typed, version="0"
    )
    assert "Đã kèm 0 giấy tờ." in post("add_evidence", *criterion, papers=typed)
    assert "Hãy chọn một nhóm." in post("group", product.pk, leaf=typed)
    address = reverse("portal:add_paper", args=[product.producer_id])
    assert client.get(address, {"thay": typed}).status_code == 200
    assert not dossier.answers.exists()
    assert not dossier.evidence.exists()

"""What a producer learns of the council: nothing before the session closes, then all but names."""

import pytest
from django.urls import reverse

from tests.factories.basic import make_places
from tests.factories.council_journey import scored_dossier
from tests.web.portal.test_pages import _client, _page

pytestmark = pytest.mark.django_db


def test_the_result_opens_when_the_session_is_closed() -> None:
    scored = scored_dossier(make_places(), star=4, close=False)
    client = _client(scored.dossier.created_by)
    address = reverse("portal:result", args=[scored.dossier.pk])
    assert client.get(address).status_code == 404
    assert "80,00" not in _page(client, "dossier", scored.dossier.pk)


def test_the_result_says_points_star_and_what_comes_next() -> None:
    scored = scored_dossier(make_places(), star=4)
    client = _client(scored.dossier.created_by)
    page = _page(client, "result", scored.dossier.pk)
    assert "4 sao" in page
    assert "80,00" in page
    assert "Chờ quyết định" in page
    assert "Kết quả của Hội đồng" in _page(client, "dossier", scored.dossier.pk)
    for scorer in scored.world.scorers:
        assert scorer.full_name not in page


def test_two_stars_learn_what_is_missing_and_get_no_decision() -> None:
    """Điều 4.1.a: no decision and no certificate for 1 and 2 stars."""
    scored = scored_dossier(make_places(), star=2)
    page = _page(_client(scored.dossier.created_by), "result", scored.dossier.pk)
    assert "Hạng 2 sao" in page
    assert "không có quyết định và giấy chứng nhận (Điều 4.1.a)" in page
    assert "Muốn được 3 sao, còn thiếu" in page
    assert "Cần thêm 10 điểm để đủ 50." in page

"""A list of 50 through the API against a bare `.values()` view with the same columns."""

from bench.measure import Row, at_least, take_turns

READS_IN_A_TURN = 20
TURNS = 9


def run() -> list[Row]:
    """Median time of a page of 50 of the register of 20,000, both through the same middleware."""
    import django

    django.setup()
    from django.conf import settings
    from django.http import HttpRequest, JsonResponse
    from django.test import Client
    from django.urls import path

    from ocop.catalogue.services import rebuild_where_needed
    from ocop.config import urls
    from ocop.kernel import clock
    from ocop.opendata.datasets.products import PATHS, periods_on
    from ocop.web.access import anyone

    rebuild_where_needed(print)
    settings.OCOP_API_READS_A_MINUTE = 10_000_000

    @anyone
    def bare(request: HttpRequest) -> JsonResponse:
        rows = periods_on(clock.today()).order_by("listed_id").values(*PATHS)[:50]
        return JsonResponse({"items": list(rows)})

    own = type("Addresses", (), {"urlpatterns": [path("bare", bare), *urls.urlpatterns]})
    client = Client(headers={"host": "localhost"})
    before, settings.ROOT_URLCONF = settings.ROOT_URLCONF, own
    try:
        medians = take_turns(
            lambda: _read(client, "/api/v1/products?limit=50"),
            lambda: _read(client, "/bare"),
            TURNS,
        )
    finally:
        settings.ROOT_URLCONF = before
    each = [median / READS_IN_A_TURN for median in medians]
    return [at_least("50 sản phẩm qua API", *each, 0.35)]


def _read(client: object, address: str) -> None:
    for _ in range(READS_IN_A_TURN):
        answer = client.get(address)  # type: ignore[attr-defined]
        assert answer.status_code == 200
        assert len(answer.json()["items"]) == 50

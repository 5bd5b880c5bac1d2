"""The one API of the product: its routers, its description, its addresses."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI, Router

from ocop.web.access import Access, anyone
from ocop.web.api import desk, places, products, register
from ocop.web.api.door import addresses, opened
from ocop.web.api.errors import tell_errors
from ocop.web.api.shapes import written

PREFIX = "/api/v1/"
ROUTERS: tuple[Router, ...] = (
    products.router,
    register.router,
    places.router,
    desk.router,
)

api = NinjaAPI(
    title="Sổ OCOP",
    version="1.0",
    description="Dữ liệu công khai của Chương trình OCOP. Public data of the OCOP programme.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
tell_errors(api)
for _router in ROUTERS:
    api.add_router("", _router)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description, as the code declares it."""
    said: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    for operations in said["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status != "200":
                    answer["content"] = {
                        "application/problem+json": answer["content"]["application/json"]
                    }
    return said


@anyone
def openapi(request: HttpRequest) -> HttpResponse:
    """`openapi.json`."""
    return written(description())


app_name = "api"
urlpatterns = [
    path("openapi.json", opened(openapi, Access(anyone=True)), name="openapi"),
    *(address for router in ROUTERS for address in addresses(api, router)),
]

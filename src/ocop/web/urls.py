"""Addresses by audience; each audience keeps its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("ocop.web.public.checking.urls")),
    path("", include("ocop.web.public.crawling.urls")),
    path("", include("ocop.web.accounts.urls")),
    path("", include("ocop.web.accounts.library_urls")),
    path("", include("ocop.web.notices.urls")),
    path("api/v1/", include("ocop.web.api.site")),
    path("tep/", include("ocop.web.files.urls")),
    path("co-so/", include("ocop.web.portal.urls")),
    path("ban-lam-viec/", include("ocop.web.desk.urls")),
    path("thanh-phan/", include("ocop.web.design.urls")),
]

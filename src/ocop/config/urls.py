"""Every address of the product, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("ocop.web.urls")),
]

handler400 = "ocop.web.errors.bad_request"
handler403 = "ocop.web.errors.permission_denied"
handler404 = "ocop.web.errors.not_found"
handler500 = "ocop.web.errors.server_error"

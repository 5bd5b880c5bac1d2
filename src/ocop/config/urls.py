"""Every address of the product, by audience."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    # The citizens' pages also stand under /en/, in English.
    *i18n_patterns(path("", include("ocop.web.public.urls")), prefix_default_language=False),
    path("", include("ocop.web.urls")),
]

handler400 = "ocop.web.errors.bad_request"
handler403 = "ocop.web.errors.permission_denied"
handler404 = "ocop.web.errors.not_found"
handler500 = "ocop.web.errors.server_error"

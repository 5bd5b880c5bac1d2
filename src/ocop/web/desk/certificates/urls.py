"""Addresses of the certificates' desk, under `/ban-lam-viec/giay-chung-nhan/`."""

from django.urls import path, re_path

from ocop.web.desk.certificates import office, papers, views
from ocop.web.desk.signatures import signing

app_name = "certificates"
urlpatterns = [
    path("", views.overview, name="list"),
    re_path(r"^danh-sach\.(?P<suffix>csv|xlsx)$", views.export, name="export"),
    path("so-va-mau/", office.overview, name="office"),
    path("so-va-mau/so/<slug:kind>/", office.keep_series, name="series"),
    path("so-va-mau/so/<slug:kind>/thoi/", office.end_counter, name="end_series"),
    path("so-va-mau/quy-dinh/<slug:reason>/", office.keep_rule, name="rule"),
    path("so-va-mau/mau/<slug:paper>/", office.template, name="template"),
    path("so-va-mau/mau/<slug:paper>/xem-thu/", office.preview, name="preview"),
    path("<int:pk>/", views.certificate, name="certificate"),
    path("<int:pk>/ky-so/", signing.of_certificate, name="sign"),
    path("<int:pk>/dinh-chinh/", papers.correct, name="correct"),
    path("<int:pk>/cap-lai/", papers.reissue, name="reissue"),
    path("<int:pk>/thay-the/", papers.replace, name="replace"),
    path("<int:pk>/ban/<int:number>.pdf", papers.paper_pdf, name="paper"),
    path(
        "<int:pk>/ban/<int:number>/kiem-chu-ky/", papers.check_signatures, name="check_signatures"
    ),
    path("<int:pk>/ban/<int:number>/da-ky/", papers.attach, name="attach"),
]

"""Addresses of the decision desk, under `/ban-lam-viec/quyet-dinh/`."""

from django.urls import path

from ocop.web.desk.decisions import issuing, papers, results, views
from ocop.web.desk.signatures import signing

app_name = "decisions"
urlpatterns = [
    path("", views.overview, name="list"),
    path("cong-nhan/", views.recognise, name="recognise"),
    path("cong-nhan/kiem-tra/", views.recognise_check, name="recognise_check"),
    path("chuyen-bo/", views.refer, name="refer"),
    path("chuyen-bo/kiem-tra/", views.refer_check, name="refer_check"),
    path("du-thao/<slug:kind>.pdf", papers.draft, name="draft"),
    path("ket-qua/<int:pk>/", results.result, name="result"),
    path("ket-qua/<int:pk>/danh-gia-lai/", results.again, name="again"),
    path("ket-qua/<int:pk>/thong-bao.pdf", papers.notice, name="notice"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/giay-chung-nhan.zip", issuing.certificates_zip, name="certificates_zip"),
    path("<int:pk>/cap-tiep/", issuing.go_on, name="go_on"),
    path("<int:pk>/ky-so/", signing.of_decision, name="sign"),
    path("<int:pk>/kiem-chu-ky/", views.check_signatures, name="check_signatures"),
    path("<int:pk>/dung-cap/", issuing.stop, name="stop"),
    path("<int:pk>/xong/", views.done, name="done"),
]

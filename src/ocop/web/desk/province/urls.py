"""Addresses of the provincial desk."""

from django.urls import path, re_path

from ocop.web.desk.province import export, views

app_name = "province"
urlpatterns = [
    path("", views.queue, name="queue"),
    re_path(r"^danh-sach\.(?P<suffix>csv|xlsx)$", export.export, name="export"),
    path("ho-so-giay/", views.choose_product, name="choose_product"),
    path("ho-so-giay/<int:pk>/", views.carry_over, name="carry_over"),
    path("<int:pk>/", views.dossier, name="dossier"),
    path("<int:pk>/tiep-nhan/", views.receive, name="receive"),
    path("<int:pk>/tra-lai/", views.give_back, name="give_back"),
    path("<int:pk>/du-dieu-kien/", views.accept, name="accept"),
    path("<int:pk>/mau-03.pdf", views.mau03, name="mau03"),
]

"""Addresses of the commune's desk."""

from django.urls import path, re_path

from ocop.web.desk.commune import assessing, export, views

app_name = "commune"
urlpatterns = [
    path("", views.queue, name="queue"),
    re_path(r"^danh-sach\.(?P<suffix>csv|xlsx)$", export.export, name="export"),
    path("ho-so-giay/", views.choose_product, name="choose_product"),
    path("ho-so-giay/<int:pk>/", views.carry_over, name="carry_over"),
    path("<int:pk>/", views.dossier, name="dossier"),
    path("<int:pk>/tiep-nhan/", views.receive, name="receive"),
    path("<int:pk>/tra-lai/", views.give_back, name="give_back"),
    path("<int:pk>/danh-gia/", assessing.assess, name="assess"),
    path("<int:pk>/de-nghi/", assessing.propose, name="propose"),
    path("<int:pk>/mau-03.pdf", assessing.mau03, name="mau03"),
]

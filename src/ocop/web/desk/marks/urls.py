"""Addresses of the mark's register, under `/ban-lam-viec/nhan-hieu/`."""

from django.urls import path, re_path

from ocop.web.desk.marks import views

app_name = "marks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("duoc-dung/", views.rights, name="rights"),
    path("<int:pk>/", views.show, name="use"),
    re_path(r"^danh-sach\.(?P<suffix>csv|xlsx)$", views.export, name="export"),
    re_path(r"^duoc-dung\.(?P<suffix>csv|xlsx)$", views.export_rights, name="export_rights"),
]

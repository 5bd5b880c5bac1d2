"""Addresses of the list of certificates that end."""

from django.urls import path, re_path

from ocop.web.desk.expiry import views

app_name = "expiry"
urlpatterns = [
    path("", views.listing, name="list"),
    re_path(r"^danh-sach\.(?P<suffix>csv|xlsx)$", views.export, name="export"),
]

"""Addresses of a person's notices."""

from django.urls import path

from ocop.web.notices import views

app_name = "notices"
urlpatterns = [
    path("thong-bao/", views.own, name="list"),
    path("thong-bao/<int:pk>/mo/", views.open_notice, name="open"),
    path("thong-bao/<int:pk>/da-doc/", views.read, name="read"),
    path("thong-bao/da-doc-het/", views.read_all, name="read_all"),
]

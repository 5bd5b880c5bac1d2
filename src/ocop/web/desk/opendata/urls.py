"""Addresses of the open data's desk."""

from django.urls import path

from ocop.web.desk.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("lap-ban/", views.begin, name="begin"),
    path("dung/", views.stop, name="stop"),
    path("bang/<slug:name>/", views.ministry_table, name="table"),
    path("bang/<slug:name>/tep.<slug:suffix>", views.ministry_file, name="file"),
]

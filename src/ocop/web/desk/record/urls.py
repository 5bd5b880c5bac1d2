"""Addresses of the record's own desk: is the audit chain whole?"""

from django.urls import path

from ocop.web.desk.record import views

app_name = "record"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("kiem-tra/", views.begin_check, name="begin"),
    path("kiem-tra/<uuid:pk>/dung/", views.stop_check, name="stop"),
]

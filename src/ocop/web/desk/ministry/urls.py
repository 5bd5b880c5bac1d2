"""Addresses of the ministry's desk, under `/ban-lam-viec/bo/`."""

from django.urls import path

from ocop.web.desk.ministry import views

app_name = "ministry"
urlpatterns = [
    path("", views.overview, name="list"),
    path("ho-so/<int:pk>/", views.referral, name="referral"),
    path("ho-so/<int:pk>/chuyen-lai/", views.give_back, name="give_back"),
    path("cong-nhan/", views.recognise, name="recognise"),
    path("cong-nhan/kiem-tra/", views.recognise_check, name="recognise_check"),
]

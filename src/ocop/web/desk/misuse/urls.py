"""Addresses of the desk of buyers' reports, under `/ban-lam-viec/phan-anh/`."""

from django.urls import path

from ocop.web.desk.misuse import acts, views

app_name = "misuse"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/xem-xet/", acts.look, name="look"),
    path("<int:pk>/gan-giay/", acts.link, name="link"),
    path("<int:pk>/gop/", acts.merge, name="merge"),
    path("<int:pk>/tra-loi/", acts.close, name="close"),
    path("<int:pk>/mo-lai/", acts.reopen, name="reopen"),
]

"""Addresses of the desks."""

from django.urls import include, path

from ocop.web.desk.home import views as home

app_name = "desk"
urlpatterns = [
    path("", home.start, name="home"),
    path("xa/", include("ocop.web.desk.commune.urls")),
    path("tinh/", include("ocop.web.desk.province.urls")),
    path("hoi-dong/", include("ocop.web.desk.councils.urls")),
    path("quyet-dinh/", include("ocop.web.desk.decisions.urls")),
    path("bo/", include("ocop.web.desk.ministry.urls")),
    path("don-vi/", include("ocop.web.desk.units.urls")),
    path("nhat-ky/", include("ocop.web.desk.record.urls")),
]

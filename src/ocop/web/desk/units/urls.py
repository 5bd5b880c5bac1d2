"""Addresses about administrative units, under `/ban-lam-viec/don-vi/`."""

from django.urls import path

from ocop.web.desk.units import divided, reforms

app_name = "units"
urlpatterns = [
    path("", divided.overview, name="list"),
    path("<int:pk>/", divided.commune, name="commune"),
    path("<int:pk>/ca-xa/<int:new>/", divided.whole, name="whole"),
    path("thay-doi/", reforms.history, name="reforms"),
    path("thay-doi/moi/", reforms.enter, name="enter"),
    path("thay-doi/<int:pk>/", reforms.reform, name="reform"),
    path("thay-doi/<int:pk>/bo/", reforms.drop, name="drop"),
]

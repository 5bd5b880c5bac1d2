"""Addresses of the moderation of product pages."""

from django.urls import path

from ocop.web.desk.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.listing, name="list"),
    path("cach-duyet/", views.rule, name="rule"),
    path("<int:pk>/", views.version, name="version"),
    path("<int:pk>/duyet/", views.approve, name="approve"),
    path("<int:pk>/tra-lai/", views.give_back, name="return"),
    path("<int:pk>/go/", views.take_down, name="take_down"),
]

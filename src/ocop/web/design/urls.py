"""Addresses of the style guide."""

from django.urls import path

from ocop.web.design import views

app_name = "design"
urlpatterns = [
    path("", views.style_guide, name="guide"),
]

"""Addresses of stored files."""

from django.urls import path

from ocop.web.files import views

app_name = "files"
urlpatterns = [path("<uuid:file_id>/", views.read, name="read")]

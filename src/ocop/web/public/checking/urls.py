"""Addresses that are the same in every language: what machines fetch."""

from django.urls import path

from ocop.web.public.checking import published

app_name = "published"
urlpatterns = [
    path(".well-known/ocop-keys.json", published.keys, name="keys"),
    path("trang-thai.json", published.status_list, name="status_list"),
]

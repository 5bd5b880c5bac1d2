"""Addresses whose place is fixed by convention, in no language."""

from django.urls import path

from ocop.web.public.crawling import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.index, name="sitemap_index"),
    path("sitemap-<slug:section>-<int:page>.xml", views.sitemap, name="sitemap"),
]

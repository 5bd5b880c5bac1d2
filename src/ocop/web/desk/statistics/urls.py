"""Addresses of the figures."""

from django.urls import path, re_path

from ocop.web.desk.statistics import rows, views

app_name = "statistics"
urlpatterns = [
    path("", views.product_figures, name="products"),
    path("chu-the/", views.producer_figures, name="producers"),
    path("ket-qua-nam/", views.year_results, name="results"),
    path("danh-gia-lai/", views.cohorts, name="cohorts"),
    path("dien-bien/", views.through_time, name="series"),
    path("danh-sach/", rows.listing, name="rows"),
    re_path(r"^danh-sach/tep\.(?P<suffix>csv|xlsx)$", rows.export, name="rows_file"),
    re_path(r"^bang\.(?P<suffix>csv|xlsx)$", views.table_file, name="table_file"),
]

"""Addresses of the key sectors."""

from django.urls import path

from ocop.web.desk.key_sectors import views

app_name = "key_sectors"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.edit, name="edit"),
    path("san-pham/<int:pk>/", views.product, name="product"),
]

"""Addresses of the news desk, under `/ban-lam-viec/tin-tuc/`."""

from django.urls import path

from ocop.web.desk.news import contact, views, writing

app_name = "news"
urlpatterns = [
    path("", views.overview, name="list"),
    path("viet/", writing.begin, name="begin"),
    path("lien-he/", contact.contact, name="contact"),
    path("<int:pk>/", views.article, name="article"),
    path("<int:pk>/sua/", writing.edit, name="edit"),
    path("<int:pk>/dang/", views.publish, name="publish"),
    path("<int:pk>/go/", views.withdraw, name="withdraw"),
]

"""Addresses of a person's notices."""

from django.urls import path

from ocop.web.notices import calendar, choices, mails, views

app_name = "notices"
urlpatterns = [
    path("thong-bao/", views.own, name="list"),
    path("thong-bao/<int:pk>/mo/", views.open_notice, name="open"),
    path("thong-bao/<int:pk>/da-doc/", views.read, name="read"),
    path("thong-bao/da-doc-het/", views.read_all, name="read_all"),
    path("thong-bao/cai-dat/", choices.own, name="settings"),
    path("thong-bao/cai-dat/thu/", choices.choose_mail, name="choose_mail"),
    path("thong-bao/cai-dat/lich/", choices.make_address, name="make_address"),
    path("thong-bao/cai-dat/lich/thu-hoi/", choices.revoke_address, name="revoke_address"),
    path("thong-bao/thu/", mails.overview, name="mails"),
    path("thong-bao/thu/<int:pk>/gui-lai/", mails.send_again, name="send_again"),
    path("lich/<slug:token>.ics", calendar.feed, name="calendar"),
]

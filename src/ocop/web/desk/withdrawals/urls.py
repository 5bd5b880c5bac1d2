"""Addresses of the withdrawal desk, under `/ban-lam-viec/thu-hoi/`."""

from django.urls import path

from ocop.web.desk.withdrawals import acts, deciding, papers, proposing, requests, views

app_name = "withdrawals"
urlpatterns = [
    path("", views.overview, name="list"),
    path("de-nghi/", proposing.choose, name="choose"),
    path("de-nghi/<slug:code>/", proposing.propose, name="propose"),
    path("quyet-dinh/", deciding.decide, name="decide"),
    path("bo-de-nghi/<int:pk>/", requests.show, name="request"),
    path("bo-de-nghi/moi/<slug:code>/", requests.write, name="write_request"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/moi-tra-loi/", acts.hear, name="hear"),
    path("<int:pk>/y-kien/", acts.reply, name="reply"),
    path("<int:pk>/xac-minh/", acts.verified, name="verify"),
    path("<int:pk>/khong-thu-hoi/", acts.dropped, name="drop"),
    path("<int:pk>/huy/", deciding.annul, name="annul"),
    path("<int:pk>/du-thao-quyet-dinh.pdf", papers.draft, name="draft"),
    path("<int:pk>/thu-bao.pdf", papers.letter, name="letter"),
]

"""Addresses of people: coming in, their own account, and who holds which office."""

from django.urls import path

from ocop.web.accounts import (
    account,
    codes,
    entrance,
    invitations,
    offices,
    passwords,
    people,
    tokens,
)

app_name = "accounts"
urlpatterns = [
    path("dang-ky/", entrance.sign_up, name="sign_up"),
    path("viec-cua-toi/", entrance.home, name="home"),
    path("tai-khoan/", account.own, name="own"),
    path("tai-khoan/quen-mat-khau/", passwords.forgotten, name="forgotten"),
    path("tai-khoan/dat-lai/<str:uid>/<str:token>/", passwords.reset, name="reset"),
    path("tai-khoan/ma-truy-cap/", tokens.tokens, name="tokens"),
    path("tai-khoan/ma-truy-cap/moi/", tokens.make, name="make_token"),
    path("tai-khoan/ma-truy-cap/<int:pk>/thu-hoi/", tokens.revoke, name="revoke_token"),
    path("tai-khoan/ma-khoi-phuc/", codes.redeem, name="redeem_code"),
    path("tai-khoan/cap-ma/", codes.issue, name="issue_code"),
    path("tai-khoan/loi-moi/<str:token>/", invitations.accept, name="invitation"),
    path("tai-khoan/nguoi-dung/", people.people, name="people"),
    path("tai-khoan/nguoi-dung/moi/", invitations.invite, name="invite"),
    path("tai-khoan/nguoi-dung/<int:pk>/", people.person, name="person"),
    path("tai-khoan/nguoi-dung/<int:pk>/ma-khoi-phuc/", codes.issue_for, name="issue_code_for"),
    path("tai-khoan/nguoi-dung/<int:pk>/vai-tro-moi/", offices.grant, name="grant"),
    path(
        "tai-khoan/loi-moi-da-gui/<int:pk>/thu-hoi/", invitations.cancel, name="cancel_invitation"
    ),
    path("tai-khoan/vai-tro/<int:pk>/ket-thuc/", offices.end, name="end_office"),
    path("tai-khoan/vai-tro/<int:pk>/uy-quyen/", offices.delegate, name="delegate"),
    path("tai-khoan/vai-tro/<int:pk>/ban-giao/", offices.hand_over, name="hand_over"),
]

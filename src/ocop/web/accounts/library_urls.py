"""Names that the account library and the design's menu look for; hence without a namespace."""

from allauth.account.views import reauthenticate
from django.urls import include, path

from ocop.web.accounts import entrance, passwords

urlpatterns = [
    path("dang-nhap/", entrance.sign_in, name="account_login"),
    path("dang-xuat/", entrance.sign_out, name="account_logout"),
    path("tai-khoan/mat-khau/", passwords.change, name="account_change_password"),
    path("tai-khoan/xac-nhan-mat-khau/", reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-thuc/", include("allauth.mfa.urls")),
]

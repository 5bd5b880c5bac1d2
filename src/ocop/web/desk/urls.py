"""Addresses of the desks."""

from django.urls import include, path

from ocop.web.desk.home import views as home

app_name = "desk"
urlpatterns = [
    path("", home.start, name="home"),
    path("xa/", include("ocop.web.desk.commune.urls")),
    path("tinh/", include("ocop.web.desk.province.urls")),
    path("hoi-dong/", include("ocop.web.desk.councils.urls")),
    path("quyet-dinh/", include("ocop.web.desk.decisions.urls")),
    path("bo/", include("ocop.web.desk.ministry.urls")),
    path("don-vi/", include("ocop.web.desk.units.urls")),
    path("het-han/", include("ocop.web.desk.expiry.urls")),
    path("thu-hoi/", include("ocop.web.desk.withdrawals.urls")),
    path("kiem-tra/", include("ocop.web.desk.inspections.urls")),
    path("giay-chung-nhan/", include("ocop.web.desk.certificates.urls")),
    path("phan-anh/", include("ocop.web.desk.misuse.urls")),
    path("khen-thuong/", include("ocop.web.desk.rewards.urls")),
    path("nhan-hieu/", include("ocop.web.desk.marks.urls")),
    path("nhap-danh-sach/", include("ocop.web.desk.imports.urls")),
    path("nganh-hang/", include("ocop.web.desk.key_sectors.urls")),
    path("thong-ke/", include("ocop.web.desk.statistics.urls")),
    path("tin-tuc/", include("ocop.web.desk.news.urls")),
    path("trang-san-pham/", include("ocop.web.desk.pages.urls")),
    path("du-lieu-mo/", include("ocop.web.desk.opendata.urls")),
    path("nhat-ky/", include("ocop.web.desk.record.urls")),
]

"""Addresses of inspections, under `/ban-lam-viec/kiem-tra/`."""

from django.urls import path, re_path

from ocop.web.desk.inspections import field, listing, opening, plans, sampling, signing, visit

app_name = "inspections"
urlpatterns = [
    path("", listing.overview, name="list"),
    re_path(r"^xuat\.(?P<suffix>xlsx|csv)$", listing.export, name="export"),
    path("san-pham/<int:pk>/", listing.product, name="product"),
    path("ke-hoach/", plans.overview, name="plans"),
    path("ke-hoach/moi/", plans.create, name="plan_new"),
    path("ke-hoach/<int:pk>/", plans.show, name="plan"),
    path("ke-hoach/<int:pk>/chon-mau/", plans.draw, name="draw"),
    path("ke-hoach/<int:pk>/rut-lai/", plans.verify, name="verify"),
    path("ke-hoach/<int:pk>/cu-doan/", plans.send_team, name="send_team"),
    path("ke-hoach/dong/<int:pk>/thay/", plans.replace, name="replace"),
    path("moi/", opening.choose, name="choose"),
    path("moi/<int:pk>/", opening.create, name="open"),
    path("<int:pk>/", visit.show, name="inspection"),
    path("<int:pk>/doan/", visit.team, name="team"),
    path("<int:pk>/bat-dau/", visit.begin, name="begin"),
    path("<int:pk>/khong-thuc-hien/", visit.give_up, name="give_up"),
    path("<int:pk>/ket-qua/", field.results, name="results"),
    path("<int:pk>/vi-pham/", visit.add_finding, name="add_finding"),
    path("<int:pk>/vi-pham/<str:code>/", visit.add_finding, name="add_finding_of"),
    path("vi-pham/<int:pk>/", visit.finding, name="finding"),
    path("vi-pham/<int:pk>/bo/", visit.drop_finding, name="drop_finding"),
    path("<int:pk>/lay-mau/", sampling.take, name="take_sample"),
    path("mau/<int:pk>/", sampling.report, name="report"),
    path("<int:pk>/ky/", signing.sign, name="sign"),
    path("<int:pk>/ky/ban-giay/", signing.add_copy, name="add_copy"),
    path("<int:pk>/mo-lai/", signing.reopen, name="reopen"),
    path("<int:pk>/ket-thuc/", signing.close, name="close"),
    path("<int:pk>/bien-ban.pdf", signing.pdf, name="pdf"),
    path("<int:pk>/bien-ban.docx", signing.docx, name="docx"),
    path("<int:pk>/ket-luan/", visit.conclude, name="conclude"),
    path("<int:pk>/de-nghi-thu-hoi/", visit.propose, name="propose"),
    path("hien-truong/worker.js", field.worker, name="worker"),
    path("hien-truong/<int:pk>/", field.fill, name="field"),
    path("hien-truong/<int:pk>/gui/", field.receive, name="receive"),
]

"""Addresses for citizens."""

from django.urls import path

from ocop.web.public import answers, law, pages, register
from ocop.web.public.checking import installing
from ocop.web.public.checking import page as checking

app_name = "public"
urlpatterns = [
    path("", register.home, name="home"),
    path("c/<slug:code>", answers.answer, name="answer"),
    path("c/<slug:code>/giay-chung-nhan.pdf", answers.certificate_pdf, name="certificate"),
    path("san-pham/<int:pk>/", register.product, name="product"),
    path("kiem-tra/", checking.checking, name="checking"),
    path("kiem-tra/tra-loi.json", checking.answers, name="checking_answers"),
    path("kiem-tra/cau-chu.json", checking.sentences, name="checking_sentences"),
    path("kiem-tra/ung-dung.webmanifest", installing.manifest, name="checking_manifest"),
    path("kiem-tra/sw.js", installing.worker, name="checking_worker"),
    path("tro-giup/", pages.help_page, name="help"),
    path("du-lieu-ca-nhan/", pages.privacy, name="privacy"),
    path("luat/", law.instruments, name="law"),
    path("luat/<slug:instrument_id>/<int:number>/", law.score_sheet, name="score_sheet"),
]

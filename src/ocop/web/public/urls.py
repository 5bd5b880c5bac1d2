"""Addresses for citizens."""

from django.urls import path, re_path

from ocop.web.public import answers, law, pages
from ocop.web.public.checking import installing
from ocop.web.public.checking import page as checking
from ocop.web.public.figures.views import public_figures
from ocop.web.public.news import feed, press
from ocop.web.public.news import views as news
from ocop.web.public.opendata import api_page
from ocop.web.public.opendata import views as opendata
from ocop.web.public.product import page as product
from ocop.web.public.register import files, listing, map_page
from ocop.web.public.reporting import views as reporting
from ocop.web.public.withdrawn import views as withdrawn

app_name = "public"
urlpatterns = [
    path("", listing.products, name="home"),
    path("san-pham/", listing.products, name="products"),
    re_path(r"^san-pham/danh-sach\.(?P<suffix>csv|xlsx)$", files.products_file, name="file"),
    path("ban-do/", map_page.map_page, name="map"),
    path("c/<slug:code>", answers.answer, name="answer"),
    path("c/<slug:code>/giay-chung-nhan.pdf", answers.certificate_pdf, name="certificate"),
    path("san-pham/<int:pk>/", product.product, name="product"),
    path("san-pham/<int:pk>/chia-se.png", product.share_picture, name="share_picture"),
    path("san-pham/<int:pk>/<slug:slug>/", product.product, name="named_product"),
    path("kiem-tra/", checking.checking, name="checking"),
    path("kiem-tra/tra-loi.json", checking.answers, name="checking_answers"),
    path("kiem-tra/cau-chu.json", checking.sentences, name="checking_sentences"),
    path("kiem-tra/ung-dung.webmanifest", installing.manifest, name="checking_manifest"),
    path("kiem-tra/sw.js", installing.worker, name="checking_worker"),
    path("bao-sai/", reporting.report, name="report"),
    path("bao-sai/theo-doi/", reporting.follow_code, name="follow_code"),
    path("bao-sai/theo-doi/<slug:code>/", reporting.follow, name="follow"),
    path("thu-hoi/", withdrawn.withdrawn, name="withdrawn"),
    re_path(
        r"^thu-hoi/danh-sach\.(?P<suffix>csv|xlsx)$", withdrawn.export, name="withdrawn_export"
    ),
    path("du-lieu-mo/", opendata.datasets, name="open_data"),
    path("du-lieu-mo/api/", api_page.api_page, name="api"),
    path("du-lieu-mo/catalog.jsonld", opendata.catalogue_file, name="open_catalogue"),
    path("du-lieu-mo/<slug:name>/", opendata.one_dataset, name="open_dataset"),
    path(
        "du-lieu-mo/<slug:name>/<int:number>.<slug:suffix>",
        opendata.snapshot_file,
        name="open_file",
    ),
    path("tin-tuc/", news.listing, name="news"),
    path("tin-tuc/atom.xml", feed.atom, name="news_feed"),
    path("tin-tuc/<int:pk>/", news.article, name="article"),
    path("bao-chi/", press.press, name="press"),
    path("so-lieu/", public_figures, name="figures"),
    path("tro-giup/", pages.help_page, name="help"),
    path("du-lieu-ca-nhan/", pages.privacy, name="privacy"),
    path("luat/", law.instruments, name="law"),
    path("luat/<slug:instrument_id>/<int:number>/", law.score_sheet, name="score_sheet"),
]

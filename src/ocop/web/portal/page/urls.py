"""Addresses of a product's own page, below `/co-so/`."""

from django.urls import path

from ocop.web.portal.page import acts, overview, writing

urlpatterns = [
    path("san-pham/<int:pk>/trang/", overview.overview, name="page"),
    path("san-pham/<int:pk>/trang/xem-thu/", overview.preview, name="page_preview"),
    path(
        "san-pham/<int:pk>/trang/the-chia-se.png",
        overview.card,
        {"suffix": "png"},
        name="page_card_png",
    ),
    path(
        "san-pham/<int:pk>/trang/the-chia-se.pdf",
        overview.card,
        {"suffix": "pdf"},
        name="page_card_pdf",
    ),
    path("san-pham/<int:pk>/trang/bat-dau/", writing.begin, name="page_begin"),
    path("san-pham/<int:pk>/trang/viet/", writing.write, name="page_write"),
    path("san-pham/<int:pk>/trang/anh/", writing.add_photo, name="page_add_photo"),
    path(
        "san-pham/<int:pk>/trang/anh/<int:photo_id>/bo/",
        writing.remove_photo,
        name="page_remove_photo",
    ),
    path(
        "san-pham/<int:pk>/trang/anh/<int:photo_id>/dau/",
        writing.first_photo,
        name="page_first_photo",
    ),
    path("san-pham/<int:pk>/trang/noi-ban/", writing.add_place, name="page_add_place"),
    path(
        "san-pham/<int:pk>/trang/noi-ban/<int:place_id>/bo/",
        writing.remove_place,
        name="page_remove_place",
    ),
    path("san-pham/<int:pk>/trang/gui/", acts.send, name="page_send"),
    path("san-pham/<int:pk>/trang/lay-lai/", acts.recall, name="page_recall"),
    path("san-pham/<int:pk>/trang/rut/", acts.withdraw, name="page_withdraw"),
    path("san-pham/<int:pk>/trang/lien-he/", acts.add_contact, name="page_add_contact"),
    path(
        "san-pham/<int:pk>/trang/lien-he/<int:contact_id>/rut/",
        acts.end_contact,
        name="page_end_contact",
    ),
]

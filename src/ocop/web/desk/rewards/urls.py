"""Addresses of rewards and ceremonies, under `/ban-lam-viec/khen-thuong/`."""

from django.urls import path, re_path

from ocop.web.desk.rewards import acts, ceremonies, ceremony_papers, norms, papers, views

app_name = "rewards"
urlpatterns = [
    path("", views.overview, name="list"),
    path("lap/<int:pk>/", acts.draw_up, name="draw_up"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/duyet/", acts.approve, name="approve"),
    path("<int:pk>/bo/", acts.discard, name="discard"),
    path("<int:pk>/da-chi/", acts.pay, name="pay"),
    path("dong/<int:pk>/", acts.line, name="line"),
    path("<int:pk>/danh-sach.pdf", papers.paper, name="paper"),
    re_path(r"^(?P<pk>\d+)/danh-sach\.(?P<suffix>csv|xlsx)$", papers.export, name="export"),
    path("le-trao/", ceremonies.overview, name="ceremonies"),
    path("le-trao/them/", ceremonies.add, name="add_ceremony"),
    path("le-trao/<int:pk>/", ceremonies.show, name="ceremony"),
    path("le-trao/<int:pk>/sua/", ceremonies.edit, name="edit_ceremony"),
    path("le-trao/<int:pk>/them/<int:decision>/", ceremonies.add_decision, name="add_decision"),
    path("le-trao/<int:pk>/them-mot/", ceremonies.add_one, name="add_one"),
    path("le-trao/dong/<int:pk>/", ceremonies.presence, name="presence"),
    path("le-trao/dong/<int:pk>/bo/", ceremonies.take_off, name="take_off"),
    path("le-trao/<int:pk>/danh-sach.pdf", ceremony_papers.paper, name="ceremony_paper"),
    re_path(
        r"^le-trao/(?P<pk>\d+)/danh-sach\.(?P<suffix>csv|xlsx)$",
        ceremony_papers.export,
        name="ceremony_export",
    ),
    path("muc-thuong/", norms.overview, name="norms"),
    path("muc-thuong/them/", norms.add, name="add_norm"),
    path("muc-thuong/<int:pk>/", norms.show, name="norm"),
    path("muc-thuong/<int:pk>/bo/", norms.remove, name="remove_norm"),
]

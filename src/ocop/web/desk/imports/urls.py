"""Addresses of the import of earlier lists."""

from django.urls import path

from ocop.web.desk.imports import checking, export, steps, views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", views.begin, name="begin"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/cot/", views.columns, name="columns"),
    path("<int:pk>/kiem-tra/", checking.findings, name="findings"),
    path("<int:pk>/dong/<int:number>/", checking.row, name="row"),
    path("<int:pk>/doc-lai/", checking.examine_again, name="examine"),
    path("<int:pk>/phat-hien.xlsx", export.findings_file, name="export"),
    path("<int:pk>/doi-chieu/", checking.questions, name="questions"),
    path("<int:pk>/xem-truoc/", steps.preview, name="preview"),
    path("<int:pk>/dung/", steps.stop, name="stop"),
    path("<int:pk>/lam-tiep/", steps.resume, name="resume"),
    path("<int:pk>/hoan-tac/", steps.undo, name="undo"),
    path("<int:pk>/bo/", steps.discard, name="discard"),
]

"""Pages that exist only for the browser tests: a draft that saves itself, a file that is sent."""

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.urls import include, path

from ocop.web.access import anyone
from ocop.web.design import autosave

DRAFT = """{% extends "design/desk.html" %}{% load design static %}
{% block heading %}Bản nháp{% endblock %}
{% block scripts %}<script type="module" src="{% static 'design/js/autosave.js' %}"></script>{% endblock %}
{% block content %}<form method="post" data-autosave="/luu/">{% csrf_token %}
<input type="hidden" name="version" value="1"><label for="x">Nhận xét</label>
<textarea id="x" name="text" class="control"></textarea>{% include "design/saved.html" %}</form>
<p id="tong">chưa có</p>{% endblock %}"""

UPLOAD = """{% extends "design/portal.html" %}{% load design static %}
{% block heading %}Gửi giấy{% endblock %}
{% block scripts %}<script type="module" src="{% static 'design/js/upload.js' %}"></script>{% endblock %}
{% block content %}<form method="post" enctype="multipart/form-data" data-upload data-most-bytes="1000000" novalidate>
{% csrf_token %}{{ form }}<button class="button">Gửi</button></form>{% endblock %}"""

saves: list[dict[str, str]] = []


class Paper(forms.Form):
    file = forms.FileField(label="Giấy", widget=forms.FileInput)
    day = forms.DateField(label="Ngày cấp")


def shown(request: HttpRequest, source: str, **values: object) -> HttpResponse:
    return HttpResponse(Template(source).render(RequestContext(request, values)))


@anyone
def draft(request: HttpRequest) -> HttpResponse:
    return shown(request, DRAFT)


@anyone
def save(request: HttpRequest) -> JsonResponse:
    saves.append({"text": request.POST["text"], "version": request.POST["version"]})
    if request.POST["text"] == "cấm":
        return autosave.not_saved("Người khác vừa sửa bản nháp này.", status=409)
    at = dt.datetime(2026, 11, 20, 7, 2, 31, tzinfo=dt.UTC)
    parts = {"tong": ("design/done.html", {"title": "Tổng 77"})}
    return autosave.saved(request, at=at, version=len(saves) + 1, parts=parts)


@anyone
def upload(request: HttpRequest) -> HttpResponse:
    form = Paper(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return shown(
            request, '{% extends "design/portal.html" %}{% block heading %}Đã nhận{% endblock %}'
        )
    return shown(request, UPLOAD, form=form)


urlpatterns = [
    path("", include("ocop.web.urls")),
    path("nhap/", draft),
    path("luu/", save),
    path("gui/", upload),
]

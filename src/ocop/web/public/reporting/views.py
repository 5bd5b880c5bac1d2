"""Filing a report and following it, without an account and without a script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ocop.kernel.codes import tidy_code
from ocop.kernel.errors import RefusedError
from ocop.misuse.models import Report
from ocop.misuse.queries import followed
from ocop.misuse.services import Filed, file_report
from ocop.misuse.states import ReportState
from ocop.register.models import Certificate
from ocop.web import refusals
from ocop.web.access import anyone
from ocop.web.public.reporting.forms import KINDS, FollowForm, ReportForm
from ocop.web.public.reporting.guards import MOST_SECONDS, address_of, age_of, opened_now

STATES = {
    ReportState.NEW: ("draft", gettext_lazy("Đã nhận, chờ xem")),
    ReportState.LOOKING: ("wait", gettext_lazy("Đang xem xét")),
    ReportState.CLOSED: ("ok", gettext_lazy("Đã xử lý xong")),
}
VERDICTS = {
    Report.Verdict.FOUNDED: gettext_lazy("Phản ánh đúng"),
    Report.Verdict.NOT_FOUNDED: gettext_lazy("Phản ánh không có cơ sở"),
    Report.Verdict.HANDED_OVER: gettext_lazy("Đã chuyển Quản lý thị trường"),
}


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """`/bao-sai/?ma=…`: the form; a POST files it and leads to the page to follow it."""
    if request.method != "POST":
        code = tidy_code(request.GET.get("ma", ""))[:12]
        form = ReportForm(initial={"code": code, "opened": opened_now()})
        return _page(request, form, code)
    form = ReportForm(request.POST, request.FILES)
    if form.is_valid():
        typed = form.cleaned_data
        filed = Filed(
            kind=typed["kind"],
            product_name=_name(form),
            words=typed["words"],
            shop=typed["shop"],
            contact=typed["contact"],
            certificate=form.certificate,
            commune=form.place_unit,
            photo=typed["photo"],
        )
        try:
            made = file_report(filed=filed, address=address_of(request))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            response = redirect("public:follow", code=made.follow_code)
            response["Location"] += "?vua-gui=1"
            return response
    return _page(request, form, tidy_code(request.POST.get("code", ""))[:12])


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def follow_code(request: HttpRequest) -> HttpResponse:
    """Where the follow code is typed."""
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = tidy_code(form.cleaned_data["code"])
        if followed(code):
            return redirect("public:follow", code=code)
        form.add_error("code", str(gettext_lazy("Không có phản ánh nào mang mã này.")))
    return render(
        request,
        "public/reporting/follow_code.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@anyone
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """State and public answer of one report; nothing of what was written, nor who."""
    found = followed(code)
    if found is None:
        raise Http404
    answered = found.merged_into or found
    kind, words = STATES[ReportState(answered.state)]
    context = {
        "report": found,
        "kind_words": KINDS[found.kind],
        "state_kind": kind,
        "state_words": words,
        "verdict": VERDICTS.get(Report.Verdict(answered.verdict)) if answered.verdict else "",
        "answer": answered.answer if answered.state == ReportState.CLOSED else "",
        "just_sent": request.GET.get("vua-gui") == "1",
    }
    response = render(request, "public/reporting/follow.html", context)
    # The address is the key: it must not be found by a search engine or sent on to other sites.
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _name(form: ReportForm) -> str:
    typed = form.cleaned_data
    name: str = typed["product_name"]
    if form.certificate is None and typed["code"]:
        return f"{name} (mã {tidy_code(typed['code'])})"[:200]
    return name


def _page(request: HttpRequest, form: ReportForm, code: str) -> HttpResponse:
    certificate = (
        Certificate.objects.select_related("recognition__product__producer")
        .filter(short_code=code)
        .first()
        if code
        else None
    )
    age = age_of(str(form["opened"].value() or ""))
    context = {
        "form": form,
        "certificate": certificate,
        "opened": opened_now() if age is None or age > MOST_SECONDS else form["opened"].value(),
    }
    return render(
        request, "public/reporting/report.html", context, status=422 if form.errors else 200
    )

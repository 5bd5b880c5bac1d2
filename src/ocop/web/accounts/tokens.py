"""An official's own tokens for programs: listed, made (shown once), revoked."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import Membership, User
from ocop.accounts.policy import held_roles, in_force
from ocop.accounts.services.tokens import make_token, revoke_token
from ocop.accounts.tokens import TOKEN_ROLES, Scope, scopes_of
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web.access import officials
from ocop.web.accounts.forms import day_field
from ocop.web.refusals import show


class TokenForm(forms.Form):
    """For which office, what it opens, until when."""

    name = forms.CharField(
        label="Tên để nhận ra",
        max_length=80,
        help_text="Ví dụ: Bảng điều hành của tỉnh.",
        error_messages={"required": "Hãy ghi tên để nhận ra mã này."},
    )
    office = forms.ModelChoiceField(
        label="Đọc bằng quyền của vai trò",
        queryset=Membership.objects.none(),
        empty_label=None,
        error_messages={"required": "Hãy chọn một vai trò."},
    )
    scopes = forms.MultipleChoiceField(
        label="Được đọc",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một loại dữ liệu."},
    )
    expires_on = day_field("Dùng đến hết ngày")

    def __init__(self, *args: object, by: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offices = [office for office in held_roles(by) if office.role in TOKEN_ROLES]
        field = self.fields["office"]
        field.queryset = in_force(Membership.objects.filter(pk__in=[o.pk for o in offices]))
        field.label_from_instance = lambda office: (
            f"{office.get_role_display()}, {office.unit.full_name if office.unit else 'trung ương'}"
        )
        offered = {scope for office in offices for scope in scopes_of(office)}
        self.fields["scopes"].choices = [choice for choice in Scope.choices if choice[0] in offered]


@officials(*TOKEN_ROLES)
@never_cache
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """Every token of the person, working or not."""
    today = clock.today()
    rows = request.user.api_tokens.select_related("membership__unit")
    lines = [
        (row, row.revoked_at is None and row.expires_on >= today and _is_held(row.membership))
        for row in rows
    ]
    return render(
        request, "accounts/tokens.html", {"lines": lines, "scope_names": dict(Scope.choices)}
    )


@officials(*TOKEN_ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """A new token; the page after it is the only one that ever shows the secret."""
    form = TokenForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            token, secret = make_token(by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            return render(request, "accounts/token_made.html", {"token": token, "secret": secret})
    return render(request, "accounts/make_token.html", {"form": form})


@officials(*TOKEN_ROLES)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an own token work no more."""
    token = get_object_or_404(request.user.api_tokens, pk=pk)
    try:
        revoke_token(by=request.user, token=token)
        messages.success(request, f"Đã thu hồi mã “{token.name}”. Phần mềm dùng mã này dừng ngay.")
    except RefusedError as refused:
        messages.error(request, refused.message)
    return redirect("accounts:tokens")


def _is_held(office: Membership) -> bool:
    today = clock.today()
    return office.starts_on <= today and (office.ends_on is None or office.ends_on >= today)

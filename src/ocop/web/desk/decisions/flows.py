"""The three ways of entering a decision: recognise, approve and send on, the Minister's five stars.

Each is a page to fill in, a page to check, one confirmation. What was typed waits in the session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ocop.accounts.models import User
from ocop.accounts.policy import held_roles
from ocop.accounts.roles import Role
from ocop.files.models import StoredFile
from ocop.recognition.queries import being_issued, waiting_at_ministry, waiting_at_province
from ocop.recognition.rules import Outcome, next_number
from ocop.recognition.services.bulk import BULK_FROM, begin_bulk_issue
from ocop.recognition.services.certificates import issuer_key_of
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.numbering import offered_number
from ocop.recognition.services.recognising import (
    Award,
    recognise_by_ministry,
    recognise_by_province,
)
from ocop.recognition.services.referral import forward_list_to_ministry
from ocop.register.models import Certificate, Decision
from ocop.web.desk.decisions.forms import (
    OWN,
    AwardForm,
    DecisionForm,
    MinistryAwardForm,
    ReferralForm,
)
from ocop.web.desk.decisions.rows import ResultRow, rows_of


@dataclass(frozen=True)
class Flow:
    """One way: its words, its addresses, who may be on the list, and the service at the end."""

    key: str
    role: Role
    form: type[DecisionForm]
    fill_view: str
    check_view: str
    list_view: str
    heading: str
    confirm: str
    effect: str
    candidates: Callable[[User], list[ResultRow]]
    enter: Callable[[Any, StoredFile | None, User], Decision]

    @property
    def session_key(self) -> str:
        """Where the draft waits between the pages."""
        return f"decision-{self.key}"

    def initial(self, user: User, rows: list[ResultRow], chosen: set[str]) -> dict[str, object]:
        """Signer, title and capacity of the person's own office; every ready product chosen."""
        held = next((m for m in held_roles(user) if m.role == self.role), None)
        first = next_number(_last_number(rows, self.role)) if rows else ""
        unit = None if self.role == Role.MINISTER or not rows else rows[0].dossier.province
        if rows and offered_number(unit=unit, kind="certificate"):
            first = ""
        return {
            "signer_name": user.full_name,
            "signer_title": held.title if held else "",
            "capacity": (held.capacity if held else "") or OWN,
            "first_number": first,
            **{
                f"pick-{row.dossier.pk}": not chosen or str(row.dossier.pk) in chosen
                for row in rows
            },
        }


def paper_of(form: DecisionForm, file: StoredFile | None) -> DecisionPaper:
    """What stands on the signed paper."""
    typed = form.cleaned_data
    return DecisionPaper(
        number=typed["number"],
        signed_on=typed["signed_on"],
        signer_name=typed["signer_name"],
        signer_title=typed["signer_title"],
        capacity=typed["capacity"],
        file=file,
    )


def ready_rows(user: User, outcome: Outcome) -> list[ResultRow]:
    """The province's results with this outcome whose minutes are closed."""
    rows = waiting_at_province(user).exclude(pk__in=being_issued())
    return [row for row in rows_of(rows) if row.outcome is outcome and row.is_ready]


def five_star_rows(user: User) -> list[ResultRow]:
    """What the central council proposes for five stars."""
    return [
        row
        for row in rows_of(waiting_at_ministry(user).exclude(pk__in=being_issued()))
        if row.is_central and row.outcome is Outcome.RECOGNISE and row.is_ready
    ]


def _last_number(rows: list[ResultRow], role: Role) -> str:
    """The issuer's certificate number given last, to go on from."""
    unit = None if role == Role.MINISTER else rows[0].dossier.province
    given = Certificate.objects.filter(issuer_key=issuer_key_of(unit), snapshot__isnull=False)
    return given.order_by("-pk").values_list("number", flat=True).first() or ""


def _recognising(
    recognise: Callable[..., list[Certificate]],
) -> Callable[[AwardForm, StoredFile | None, User], Decision]:
    def enter(form: AwardForm, file: StoredFile | None, by: User) -> Decision:
        numbers = form.numbers()
        awards = [Award(row.dossier, numbers[row.dossier.pk]) for row in form.picked()]
        if len(awards) >= BULK_FROM:
            return begin_bulk_issue(
                awards=awards,
                paper=paper_of(form, file),
                by=by,
                by_ministry=form.is_ministry,
            ).decision
        made = recognise(awards=awards, paper=paper_of(form, file), by=by)
        decision = made[0].recognition.decision
        assert decision is not None
        return decision

    return enter


def _refer(form: ReferralForm, file: StoredFile | None, by: User) -> Decision:
    sent = forward_list_to_ministry(
        dossiers=[row.dossier for row in form.picked()],
        paper=paper_of(form, file),
        letter_number=form.cleaned_data["letter_number"],
        sent_on=form.cleaned_data["sent_on"],
        by=by,
    )
    return sent[0].decision


RECOGNITION = Flow(
    key="recognition",
    role=Role.PROVINCE_LEADER,
    form=AwardForm,
    fill_view="desk:decisions:recognise",
    check_view="desk:decisions:recognise_check",
    list_view="desk:decisions:list",
    heading="Công nhận 3 sao, 4 sao",
    confirm="Xác nhận và công nhận",
    effect="Giấy chứng nhận có hiệu lực từ ngày ký, trang công khai hiện ngay. "
    "Sau khi xác nhận, số và ngày không sửa được nữa.",
    candidates=lambda user: ready_rows(user, Outcome.RECOGNISE),
    enter=_recognising(recognise_by_province),
)
REFERRAL = Flow(
    key="referral",
    role=Role.PROVINCE_LEADER,
    form=ReferralForm,
    fill_view="desk:decisions:refer",
    check_view="desk:decisions:refer_check",
    list_view="desk:decisions:list",
    heading="Phê duyệt kết quả, đề nghị Bộ đánh giá 5 sao",
    confirm="Xác nhận và chuyển Bộ",
    effect="Hồ sơ và kết quả chuyển sang Bộ Nông nghiệp và Môi trường. "
    "Sau khi xác nhận, tỉnh chờ kết quả của Hội đồng cấp trung ương.",
    candidates=lambda user: ready_rows(user, Outcome.REFER),
    enter=_refer,
)
FIVE_STARS = Flow(
    key="five-stars",
    role=Role.MINISTER,
    form=MinistryAwardForm,
    fill_view="desk:ministry:recognise",
    check_view="desk:ministry:recognise_check",
    list_view="desk:ministry:list",
    heading="Công nhận 5 sao",
    confirm="Xác nhận và công nhận",
    effect="Giấy chứng nhận có hiệu lực từ ngày ký, trang công khai hiện ngay. "
    "Sau khi xác nhận, số và ngày không sửa được nữa.",
    candidates=five_star_rows,
    enter=_recognising(recognise_by_ministry),
)

"""What several council services do: lock a row, move its dossier on."""

from django.db.models import F

from ocop.councils.models import AgendaItem, Session
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import STEPS
from ocop.kernel.errors import RefusedError

State = Session.State


def locked_item(item: AgendaItem) -> AgendaItem:
    """The item read again with its row locked until the transaction ends."""
    return (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("session__council", "dossier__product__producer", "submission__snapshot")
        .get(pk=item.pk)
    )


def locked_session(session: Session) -> Session:
    """The session read again with its row locked until the transaction ends."""
    return (
        Session.objects.select_for_update(of=("self",)).select_related("council").get(pk=session.pk)
    )


def advance(dossier: Dossier, act: str) -> None:
    """The dossier's next state. Raises RefusedError where its state does not allow the act."""
    dossier.refresh_from_db(from_queryset=Dossier.objects.select_for_update())
    dossier.state, dossier.version = STEPS.target(dossier.state, act), F("version") + 1
    dossier.save(update_fields=["state", "version", "changed_at"])
    dossier.refresh_from_db(fields=["version"])


def require_state(session: Session, *states: State) -> None:
    """Raises RefusedError where the session is at another step."""
    if session.state in states:
        return
    said = {
        State.PLANNED: "Phiên họp chưa mở chấm điểm.",
        State.SCORING: "Phiên họp đang chấm điểm, không làm việc này được nữa.",
        State.CONCLUDED: "Phiên họp đã kết luận, không thay đổi được nữa.",
    }
    raise RefusedError(said[State(session.state)])


def require_form(session: Session, form: Session.Form) -> None:
    """Raises RefusedError where the act belongs to the other form of session."""
    if session.form != form:
        said = {
            Session.Form.MEETING: "Đợt này lấy ý kiến bằng văn bản, không phải phiên họp.",
            Session.Form.WRITTEN: "Đây là phiên họp, không phải đợt lấy ý kiến bằng văn bản.",
        }
        raise RefusedError(said[form])


def require_open(item: AgendaItem) -> None:
    """Raises RefusedError for an item taken off, withdrawn by its producer, or concluded."""
    if item.taken_off_on:
        raise RefusedError("Sản phẩm này đã được đưa ra khỏi danh sách của phiên họp.")
    if item.is_withdrawn:
        raise RefusedError("Chủ thể đã rút hồ sơ này.")
    if hasattr(item, "result"):
        raise RefusedError("Hội đồng đã kết luận sản phẩm này, không thay đổi được nữa.")


def require_text(text: str, message: str, *, field: str) -> str:
    """The text without spaces around it. Raises RefusedError at `field` where it is empty."""
    kept = text.strip()
    if not kept:
        raise RefusedError(message, field=field)
    return kept

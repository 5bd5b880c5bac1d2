"""Every night: who still uses the mark without the star is told, once for each use, to stop."""

from ocop.benefits.mark_queries import TO_STOP, with_right
from ocop.benefits.models import MarkUse
from ocop.benefits.services.marks import PAGE
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice, enqueue
from ocop.kernel import clock
from ocop.notices.models import NoticeKind
from ocop.notices.services import Message, tell
from ocop.recognition.told import people_by_producer

TASK = "ocop.benefits.stopping.tell_slice"
USES_A_SLICE = 300


def begin() -> None:
    """Ask for tonight's round, unless one is still going on."""
    if not JobRun.objects.filter(task=TASK, state__in=["waiting", "running"]).exists():
        enqueue(TASK, title="Nhắc ngừng dùng nhãn hiệu khi sao hết hiệu lực")


def tell_slice(cursor: dict[str, object]) -> Slice:
    """Tell of up to 300 uses; `cursor` holds the last id done and how many are done."""
    after, done = int(str(cursor.get("after", 0))), int(str(cursor.get("done", 0)))
    today = clock.today()
    waiting = with_right(MarkUse.objects.filter(pk__gt=after), today).filter(TO_STOP)
    rows = list(
        waiting.select_related("certificate__recognition__product").order_by("pk")[:USES_A_SLICE]
    )
    people = people_by_producer(
        {use.certificate.recognition.product.producer_id for use in rows}, today
    )
    tell([message for use in rows for message in _messages(use, people)])
    done += len(rows)
    last = rows[-1].pk if rows else after
    return Slice(
        {"after": last, "done": done},
        done,
        done,
        is_finished=len(rows) < USES_A_SLICE,
        result={"uses": done},
    )


def _messages(use: MarkUse, people: dict[int, list[int]]) -> list[Message]:
    recognition = use.certificate.recognition
    return [
        Message(
            person,
            f"mark-stop:{use.pk}:{use.certificate_id}",
            NoticeKind.REWARD,
            f"Ngừng dùng nhãn {recognition.star} sao: {recognition.product.name}",
            f"Sao không còn hiệu lực. {use.get_kind_display()} đang khai phải ngừng dùng. "
            "Ngừng xong thì xác nhận trên trang này.",
            PAGE,
        )
        for person in people.get(recognition.product.producer_id, [])
    ]

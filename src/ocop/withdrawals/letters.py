"""Sending the letters to offices without an account, as work of the queue."""

from smtplib import SMTPException

from django.core.mail import send_mail

from ocop.jobs.queue import Slice
from ocop.kernel import clock
from ocop.withdrawals.models import OfficeLetter

AT_ONCE = 5


def send_some(cursor: dict[str, object]) -> Slice:
    """The next letters; each is claimed first, so that none goes out twice."""
    waiting = OfficeLetter.objects.filter(claimed_at=None)
    sent = int(str(cursor.get("sent", 0)))
    for letter in waiting[:AT_ONCE]:
        if not waiting.filter(pk=letter.pk).update(claimed_at=clock.now()):
            continue
        try:
            send_mail(letter.subject, letter.body, None, [letter.address])
        except (SMTPException, OSError) as failure:
            letter.error = str(failure)[:200]
        else:
            letter.sent_at = clock.now()
        letter.save(update_fields=["sent_at", "error"])
        sent += 1
    left = waiting.count()
    return Slice({"sent": sent}, done=sent, total=sent + left, is_finished=not left)

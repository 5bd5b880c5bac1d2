"""Mails: at most one for each notice, failures kept and counted, wishes respected."""

import datetime as dt
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend

from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.notices import mail_state, mailing
from ocop.notices.models import Notice, NoticeKind
from ocop.notices.reading import choose_mail
from ocop.notices.services import notify
from tests.factories import basic

pytestmark = pytest.mark.django_db


class FailingBackend(EmailBackend):
    """A mail server that answers with an error of the test's choice."""

    error: Exception

    def send_messages(self, messages: object) -> int:
        raise type(self).error


class UnreachableBackend(EmailBackend):
    """A mail server that nobody reaches."""

    def open(self) -> bool:
        raise ConnectionRefusedError("từ chối")


def send() -> dict[str, object]:
    """One round of sending, slice by slice; its result."""
    cursor: dict[str, object] = {}
    while True:
        piece = mailing.send_slice(cursor)
        if piece.is_finished:
            return piece.result
        cursor = piece.cursor


def tell(user: object, key: str = "a:1", **more: object) -> Notice:
    words = {"title": f"Việc {key}", "body": "Một câu."} | more
    notify(to=[user], key=key, kind=NoticeKind.OTHER, **words)
    return Notice.objects.get(person=user, key=key)


def fails_with(settings: object, error: Exception) -> None:
    FailingBackend.error = error
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"


def test_a_mail_says_what_the_notice_says(mailoutbox: list, settings: object) -> None:
    settings.OCOP_PUBLIC_ADDRESS = "https://ocop.example"
    me = basic.make_user("Chủ cơ sở (mẫu)", email="chu@example.vn")
    tell(me, title="Khô\ncá", link="/co-so/", due_on=dt.date(2027, 2, 28))
    assert send() == {"sent": 1}
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["chu@example.vn"], "Khô cá")
    assert mail.body == (
        "Kính gửi Chủ cơ sở (mẫu),\n\n"
        "Một câu.\nNgày cần nhớ: 28/02/2027\nXem: https://ocop.example/co-so/\n\n"
        "Thư này do Sổ OCOP tự gửi, xin đừng trả lời.\n"
        "Không muốn nhận thư nữa: https://ocop.example/thong-bao/cai-dat/\n"
    )


def test_several_notices_of_a_person_are_one_mail_and_none_goes_twice(mailoutbox: list) -> None:
    me, other = basic.make_user(), basic.make_user()
    tell(me, "a:1"), tell(me, "a:2"), tell(other, "a:1")
    assert send() == {"sent": 2}
    assert send() == {"sent": 0}
    assert sorted(mail.subject for mail in mailoutbox) == ["Sổ OCOP: 2 thông báo mới", "Việc a:1"]
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_who_gets_no_mail(mailoutbox: list) -> None:
    switched_off, closed, sample = basic.make_user(), basic.make_user(), basic.make_user()
    by_phone = basic.make_user(phone="0912 345 678")
    choose_mail(wants_mail=False, by=switched_off)
    for person in (switched_off, closed, sample, by_phone):
        tell(person)
    closed.is_active = False
    closed.save()
    sample.is_sample = True
    sample.save()
    old = tell(basic.make_user())
    Notice.objects.filter(pk=old.pk).update(created_at=clock.now() - dt.timedelta(days=8))
    assert (send(), mailoutbox) == ({"sent": 0}, [])


def test_a_worker_killed_while_sending_sends_nothing_twice(mailoutbox: list) -> None:
    """The claim is in the database before the mail goes: what is claimed is never taken again."""
    notice = tell(basic.make_user())
    Notice.objects.filter(pk=notice.pk).update(mail_claimed_at=clock.now())
    assert (send(), mailoutbox) == ({"sent": 0}, [])


def test_what_the_server_refuses_is_tried_three_times(settings: object, mailoutbox: list) -> None:
    notice = tell(basic.make_user())
    administrator = basic.make_official(Role.ADMINISTRATOR, None)
    fails_with(settings, smtplib.SMTPDataError(550, b"no such box"))
    for failures in (1, 2, 3):
        assert send() == {"sent": 0}
        notice.refresh_from_db()
        assert (notice.mail_failures, notice.mail_claimed_at) == (failures, None)
    assert not mailing.unsent().exists()
    assert list(mail_state.troubled(administrator)) == [notice]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail_state.send_again(notice=notice, by=administrator)
    assert (send(), len(mailoutbox)) == ({"sent": 1}, 1)


def test_a_broken_line_leaves_the_mail_uncertain(settings: object) -> None:
    notice = tell(basic.make_user())
    administrator = basic.make_official(Role.ADMINISTRATOR, None)
    fails_with(settings, smtplib.SMTPServerDisconnected("mất kết nối"))
    assert send() == {"sent": 0}
    assert not mailing.unsent().exists()
    assert list(mail_state.troubled(administrator)) == []
    Notice.objects.update(mail_claimed_at=clock.now() - dt.timedelta(minutes=11))
    assert list(mail_state.troubled(administrator)) == [notice]


def test_an_unreachable_server_counts_against_nobody(settings: object) -> None:
    notice = tell(basic.make_user())
    settings.EMAIL_BACKEND = f"{__name__}.UnreachableBackend"
    assert send() == {"sent": 0, "error": "ConnectionRefusedError: từ chối"}
    notice.refresh_from_db()
    assert (notice.mail_failures, notice.mail_claimed_at) == (0, None)


def test_a_mail_that_went_out_is_not_sent_again() -> None:
    notice = tell(basic.make_user())
    administrator = basic.make_official(Role.ADMINISTRATOR, None)
    send()
    with pytest.raises(RefusedError):
        mail_state.send_again(notice=notice, by=administrator)


def test_an_administrator_watches_over_the_own_people_only() -> None:
    places = basic.make_places()
    own = tell(basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    tell(basic.make_official(Role.COMMUNE_OFFICER, places.cau_ke))
    tell(basic.make_user())
    Notice.objects.update(mail_failures=3)
    province = basic.make_official(Role.ADMINISTRATOR, places.dong_thap)
    country = basic.make_official(Role.ADMINISTRATOR, None)
    assert list(mail_state.troubled(province)) == [own]
    assert mail_state.troubled(country).count() == 3


def test_telling_asks_for_a_round_of_mails(django_capture_on_commit_callbacks: object) -> None:
    from ocop.jobs.models import JobRun

    with django_capture_on_commit_callbacks(execute=True):
        tell(basic.make_user()), tell(basic.make_user())
    assert JobRun.objects.filter(task=mailing.TASK).count() == 1

"""What a person is told: in the application, by e-mail, in a calendar."""

from django.conf import settings
from django.db import models


class NoticeKind(models.TextChoices):
    """What a notice is about: a word for lists and mails."""

    CERTIFICATE = "certificate", "Thời hạn giấy chứng nhận"
    PAPER = "paper", "Giấy tờ sắp hết hạn"
    DOSSIER = "dossier", "Hồ sơ"
    COUNCIL = "council", "Hội đồng"
    REWARD = "reward", "Thưởng và quyền dùng nhãn hiệu"
    WITHDRAWAL = "withdrawal", "Thu hồi"
    INSPECTION = "inspection", "Kiểm tra"
    MISUSE = "misuse", "Phản ánh của người mua"
    PAGE = "page", "Trang giới thiệu, tin tức"
    IMPORT = "import", "Nhập danh sách"
    OTHER = "other", "Việc khác"


class Notice(models.Model):
    """One thing told to one person. `key` names the event: nobody is told the same twice."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=NoticeKind)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    # A path of this installation ("/co-so/…"), never another site.
    link = models.CharField(max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # The mail is claimed before it is sent: a worker killed in between leaves the claim.
    mail_claimed_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    mail_failures = models.PositiveSmallIntegerField(default=0)
    mail_error = models.CharField(max_length=200, blank=True)
    # An administrator asked to send it again.
    mail_again_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="notice_once_per_person", fields=["person", "key"])
        ]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["id"], condition=models.Q(mailed_at=None), name="notice_not_mailed"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MailChoice(models.Model):
    """Whether a person with an e-mail address wants notices there; without a row: yes."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    wants_mail = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.person} · {self.wants_mail}"


class CalendarAddress(models.Model):
    """The secret address under which a calendar program reads a person's due dates."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address"
    )
    # SHA-256 of the address's secret: the table alone opens nothing.
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} · {self.made_at:%d/%m/%Y}"


class Occasion(models.Model):
    """Something the calendar brought about, noted once, so that a later run tells no one again.

    Offices hear of many at once: `digested_at` says when the digest with it was written.
    """

    key = models.CharField(max_length=120, unique=True)
    # A certificate's or a paper's id, as `about` says.
    about = models.CharField(max_length=12, choices=NoticeKind)
    subject_id = models.PositiveBigIntegerField()
    moment = models.CharField(max_length=20)
    due_on = models.DateField()
    noted_at = models.DateTimeField()
    digested_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(digested_at=None), name="occasion_not_digested"
            )
        ]

    def __str__(self) -> str:
        return self.key

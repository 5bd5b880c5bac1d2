"""Producers (chủ thể OCOP), their people, and the vault of their papers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from ocop.files.models import StoredFile
from ocop.kernel.text import folded, nfc


class LegalForm(models.TextChoices):
    """The legal forms of Điều 2.3 QĐ 26/2026/QĐ-TTg by their names in `ocop.law`, and two more.

    A large enterprise may not apply; an unknown form occurs only in recorded lists.
    """

    COOPERATIVE = "cooperative", "Hợp tác xã"
    COOPERATIVE_GROUP = "cooperative_group", "Tổ hợp tác"
    SMALL_ENTERPRISE = "small_medium_enterprise", "Doanh nghiệp nhỏ và vừa"
    FARM = "farm", "Trang trại"
    HOUSEHOLD = "producing_household", "Hộ sản xuất"
    FAMILY = "family_household", "Hộ gia đình"
    ASSOCIATION = "association", "Hội"
    FEDERATION = "federation", "Hiệp hội"
    OPERATING_CENTRE = "operating_centre", "Trung tâm điều hành"
    EQUIVALENT = "equivalent_organisation", "Tổ chức tương đương hội, trung tâm điều hành"
    LARGE_ENTERPRISE = "large_enterprise", "Doanh nghiệp lớn"
    UNKNOWN = "unknown", "Chưa rõ loại hình"


class Producer(models.Model):
    """A producer at a place. `commune` is the unit as it was when entered, `current_commune` today's."""

    name = models.CharField("tên cơ sở", max_length=200)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    legal_form = models.CharField("loại hình", max_length=24, choices=LegalForm)
    registration_number = models.CharField("số đăng ký kinh doanh", max_length=40, blank=True)
    registered_on = models.DateField("ngày cấp", null=True, blank=True)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    address = models.CharField("địa chỉ", max_length=240, blank=True)
    commune = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    current_commune = models.ForeignKey(
        "places.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="producers"
    )
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    representative_name = models.CharField("người đại diện", max_length=120, blank=True)
    representative_title = models.CharField("chức vụ", max_length=120, blank=True)
    # Criterion 3.2 asks for these; shown to the dossier's readers only.
    representative_sex = models.CharField(
        "giới tính", max_length=6, blank=True, choices=[("female", "Nữ"), ("male", "Nam")]
    )
    representative_ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    representative_address = models.CharField("địa chỉ thường trú", max_length=240, blank=True)
    # Items 8 and 9 of part I of Mẫu số 02.
    description = models.TextField("cơ sở hình thành và phát triển thế nào", blank=True)
    organisation = models.TextField("cơ cấu tổ chức", blank=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["folded_name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name = nfc(self.name)
        self.folded_name = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ProducerPerson(models.Model):
    """Someone who acts for a producer: its own people, or a helper who types for them."""

    class Part(models.TextChoices):
        OWNER = "owner", "Người đại diện"
        STAFF = "staff", "Người của cơ sở"
        HELPER = "helper", "Người hỗ trợ (Tổ công nghệ số cộng đồng)"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="producer_parts"
    )
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="people")
    part = models.CharField(max_length=6, choices=Part)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_part_per_person",
                fields=["user", "producer"],
                condition=Q(ends_on=None),
            ),
            models.CheckConstraint(
                name="producer_part_dates_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.producer}"


class Paper(models.Model):
    """A paper of the vault (licence, contract, test report …), reused by every dossier."""

    class State(models.TextChoices):
        HELD = "held", "Đã có"
        APPLYING = "applying", "Đang xin cấp"

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="papers")
    # A kind of `law/data/evidence.yaml` (the fifteen kinds of Mẫu số 02).
    kind = models.CharField("loại giấy tờ", max_length=40)
    title = models.CharField("tên giấy tờ", max_length=200)
    number = models.CharField("số hiệu", max_length=80, blank=True)
    issuer = models.CharField("nơi cấp", max_length=200, blank=True)
    issued_on = models.DateField("ngày cấp", null=True, blank=True)
    # The last day on which the paper is valid; empty means it does not expire.
    expires_on = models.DateField("có giá trị đến", null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "-issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_dates_in_order",
                condition=Q(expires_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperFile(models.Model):
    """One file (a scan, a photo of a page) of a paper, in order."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="paper_files")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.paper} · {self.order}"

"""People and the offices they hold, with dates."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import F, Q

from ocop.accounts.phones import normal_phone
from ocop.accounts.roles import Role
from ocop.kernel.audit import Actor
from ocop.kernel.text import folded, nfc


class UserManager(BaseUserManager["User"]):
    """Finds a person by the phone or the e-mail they typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        name = (username or "").strip()
        if "@" in name:
            return self.get(email=name.lower())
        return self.get(phone=normal_phone(name))

    def create_user(
        self,
        *,
        full_name: str,
        password: str | None,
        phone: str = "",
        email: str = "",
        **extra: object,
    ) -> User:
        """Make an account from a phone or an e-mail (at least one).

        Raises ValueError where both are missing or the phone is not a Vietnamese number.
        """
        user = self.model(
            full_name=full_name,
            phone=normal_phone(phone) if phone else None,
            email=email.strip().lower() or None,
            **extra,
        )
        if not (user.phone or user.email):
            raise ValueError("Cần số điện thoại hoặc thư điện tử")
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. Rights come from office memberships and producers, never from this row."""

    full_name = models.CharField("họ và tên", max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    # Null where absent: an empty text would be "used" by everyone who has none.
    phone = models.CharField("số điện thoại", max_length=16, unique=True, null=True, blank=True)
    email = models.EmailField("thư điện tử", unique=True, null=True, blank=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_has_phone_or_email",
                condition=Q(phone__isnull=False) | Q(email__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.full_name = nfc(self.full_name)
        self.folded_name = folded(self.full_name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def actor(self) -> Actor:
        """This person as the audit chain remembers them."""
        return Actor(id=str(self.pk), label=self.full_name)


class Membership(models.Model):
    """A role held by a person at a unit between two dates (both included)."""

    class Capacity(models.TextChoices):
        """How someone signs for the head of the office (Nghị định 30/2020/NĐ-CP, Điều 13)."""

        OWN = "", "Ký chính thức"
        DEPUTY = "KT", "Ký thay (KT.)"
        AUTHORISED = "TUQ", "Thừa ủy quyền (TUQ.)"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    unit = models.ForeignKey(
        "places.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    title = models.CharField("chức danh", max_length=160, blank=True)
    organisation = models.CharField("cơ quan", max_length=200, blank=True)
    capacity = models.CharField(max_length=3, choices=Capacity, blank=True, default="")
    # Classification sectors a department is in charge of (I…VI); empty means all.
    sectors = models.JSONField(default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    delegated_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["user", "role"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Invitation(models.Model):
    """An office offered to a phone number or an e-mail address; the link is shown once."""

    full_name = models.CharField("họ và tên", max_length=120, blank=True)
    phone = models.CharField("số điện thoại", max_length=16, null=True, blank=True)
    email = models.EmailField("thư điện tử", null=True, blank=True)
    role = models.CharField(max_length=24, choices=Role)
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("chức danh", max_length=160, blank=True)
    organisation = models.CharField("cơ quan", max_length=200, blank=True)
    capacity = models.CharField(
        max_length=3, choices=Membership.Capacity, blank=True, default=Membership.Capacity.OWN
    )
    sectors = models.JSONField(default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # SHA-256 of the link's secret: the table alone opens nothing.
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    membership = models.OneToOneField(
        Membership, null=True, on_delete=models.SET_NULL, related_name="invitation"
    )
    closed_at = models.DateTimeField("thời điểm nhận hoặc thu hồi", null=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_has_phone_or_email",
                condition=Q(phone__isnull=False) | Q(email__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name or self.phone or self.email} · {self.get_role_display()}"


class RecoveryCode(models.Model):
    """A one-time code with which a person who cannot receive mail sets a new password."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    # Hashed like a password: the code is short enough to try.
    code_hash = models.CharField(max_length=200)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField("thời điểm dùng hoặc hủy", null=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} · {self.issued_at:%d/%m/%Y}"


class ApiToken(models.Model):
    """A program's key to what one office of a person may read; the secret is shown once.

    It lives as long as the office: the program reads with the rights of that office alone.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField("tên", max_length=80)
    # Values of `tokens.Scope`.
    scopes = models.JSONField()
    # SHA-256 of the secret, and its beginning, by which the owner knows it again.
    token_sha256 = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    # The last day on which it works.
    expires_on = models.DateField("dùng đến hết ngày")
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"

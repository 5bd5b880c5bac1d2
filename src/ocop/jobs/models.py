"""Long work as people see it: what it does, how far it is, how to stop it."""

import uuid

from django.conf import settings
from django.db import models


class JobRun(models.Model):
    """One piece of long work. It is done in slices, so `cursor` says where the next one begins."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Không chạy được"
        CANCELLED = "cancelled", "Đã dừng theo yêu cầu"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    cursor = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    # Slices that began without ending: a killed worker leaves its mark here.
    attempts = models.PositiveSmallIntegerField(default=0)
    is_cancel_asked = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        """Whether it is still waiting or running."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

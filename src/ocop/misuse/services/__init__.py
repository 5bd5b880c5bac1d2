"""Filing a report without an account, and what the office does with it."""

from ocop.misuse.services.filing import Filed, file_report
from ocop.misuse.services.triage import (
    close_report,
    link_certificate,
    look_at,
    merge_reports,
    reopen_report,
)

__all__ = [
    "Filed",
    "close_report",
    "file_report",
    "link_certificate",
    "look_at",
    "merge_reports",
    "reopen_report",
]

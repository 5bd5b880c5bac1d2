"""The verbs of withdrawal (Điều 8 QĐ 26/2026/QĐ-TTg)."""

from ocop.withdrawals.services.proposing import propose_withdrawal

__all__ = ["propose_withdrawal"]

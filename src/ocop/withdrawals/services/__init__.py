"""The verbs of withdrawal (Điều 8 QĐ 26/2026/QĐ-TTg)."""

from ocop.withdrawals.services.checking import drop, enter_reply, hear_producer, verify
from ocop.withdrawals.services.deciding import annul_withdrawal, decide_withdrawal
from ocop.withdrawals.services.proposing import propose_withdrawal
from ocop.withdrawals.services.requests import answer_ministry, request_of_ministry

__all__ = [
    "annul_withdrawal",
    "answer_ministry",
    "decide_withdrawal",
    "drop",
    "enter_reply",
    "hear_producer",
    "propose_withdrawal",
    "request_of_ministry",
    "verify",
]

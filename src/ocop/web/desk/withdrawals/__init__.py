"""The desk of withdrawals (Điều 8 QĐ 26/2026/QĐ-TTg)."""

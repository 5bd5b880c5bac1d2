from django.apps import AppConfig


class WithdrawalsConfig(AppConfig):
    name = "ocop.withdrawals"
    label = "withdrawals"

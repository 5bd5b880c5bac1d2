from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "ocop.benefits"
    label = "benefits"

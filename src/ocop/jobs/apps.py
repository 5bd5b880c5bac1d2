from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "ocop.jobs"
    label = "jobs"

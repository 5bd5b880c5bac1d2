from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "ocop.newsroom"
    label = "newsroom"

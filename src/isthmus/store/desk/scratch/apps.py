"""The scratch database as a Django app of its own, so that the router can tell it apart."""

from django.apps import AppConfig


class ScratchConfig(AppConfig):
    """Lives in the second database: saving a draft never waits for an import."""

    name = "isthmus.store.desk.scratch"
    label = "scratch"
    default_auto_field = "django.db.models.BigAutoField"

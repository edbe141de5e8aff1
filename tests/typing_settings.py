"""Settings for the type checker alone: which apps, databases and settings of our own there are."""

from isthmus.store.desk.workspace import Workspace
from isthmus.web.desk.settings import desk_settings

globals().update(desk_settings())
SECRET_KEY = "only for the type checker"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "scratch": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
}
ISTHMUS_WORKSPACE: Workspace

"""Settings for the type checker alone: which apps and databases there are."""

from isthmus.web.desk.settings import desk_settings

globals().update(desk_settings())
SECRET_KEY = "only for the type checker"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "scratch": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
}

"""The addresses of the desk; those of a row carry its random uid, so that no history entry names a person."""

from django.urls import URLPattern, URLResolver, include, path

from isthmus.web.base import assets
from isthmus.web.desk import authentication

handler400 = "isthmus.web.base.errors.malformed"
handler403 = "isthmus.web.base.errors.forbidden"
handler404 = "isthmus.web.base.errors.missing"
handler500 = "isthmus.web.base.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("static/<path:name>", assets.asset, name="asset"),
    path("sign-in/", authentication.sign_in, name="sign_in"),
    path("sign-out/", authentication.sign_out, name="sign_out"),
    path("lock/", authentication.lock_now, name="lock"),
    path("unlock/", authentication.unlock, name="unlock"),
    path("veil/", authentication.toggle_veil, name="veil"),
    path("keys/", authentication.keys, name="keys"),
    path("", include("isthmus.web.desk.reading.urls")),
    path("", include("isthmus.web.desk.estimating.urls")),
    path("", include("isthmus.web.desk.writing.urls")),
    path("", include("isthmus.web.desk.inbox.urls")),
]

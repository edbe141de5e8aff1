"""A process that has imported what the commands import, and forks a child for each: a start without its imports.

Run as a program it is the server, `python forking.py SOCKET WATCHED`: it ends when the other end of WATCHED closes.
Each request is a message with three open files (standard input, output and error) and what to run; the server
answers with the child's number and, when the child ended, with its status.

A child differs from a start of its own in what was imported before it, finds Django's models loaded, and shares the
seed of its hashes with other children. Where that matters, and where a test is of the start, of signals or of limits,
let it start by itself. A new passphrase costs a child next to nothing, where it costs people a second.
`ISTHMUS_TESTS_STARTS=own` starts everything by itself.
"""

import gc
import io
import json
import os
import runpy
import selectors
import socket
import sys
import types
from contextlib import suppress
from importlib import import_module

# What needs no settings of Django.
PRELOADED = """
argon2 click cryptography.hazmat.primitives.ciphers.aead cryptography.hazmat.primitives.asymmetric.ed25519 getpass
http.server logging.config psycopg pyrage sqlcipher3 tarfile tempfile uuid zipfile zoneinfo
django.contrib.auth.checks django.contrib.auth.hashers django.contrib.auth.management
django.contrib.auth.password_validation django.contrib.auth.validators django.contrib.contenttypes.checks
django.contrib.contenttypes.management django.contrib.messages django.contrib.postgres.fields
django.core.management.commands.migrate django.db.backends.sqlite3.base django.db.migrations.executor django.db.models
django.db.models.sql.compiler django.template.loader
isthmus.cli.history isthmus.cli.opening isthmus.cli.progress isthmus.core.count isthmus.core.custody.audit
isthmus.core.custody.actors isthmus.core.custody.rows isthmus.core.names
isthmus.files.sample isthmus.files.workbook isthmus.language isthmus.store.base.backend.base
isthmus.store.base.passphrases isthmus.store.base.reaching isthmus.store.desk.database_lock
isthmus.store.desk.django_setup isthmus.store.desk.router isthmus.store.desk.snapshot isthmus.store.desk.workspace
"""
# The models, and what commands do with them.
STANDING_ON_MODELS = """
isthmus.actions.desk.backup isthmus.actions.desk.code_document isthmus.actions.desk.custody
isthmus.actions.desk.destroying isthmus.actions.desk.doctor isthmus.actions.desk.export
isthmus.actions.desk.handing_over isthmus.actions.desk.history isthmus.actions.desk.import_workbook
isthmus.actions.desk.jobs isthmus.actions.desk.keepers isthmus.actions.desk.lists isthmus.actions.desk.restore
isthmus.actions.desk.undoing isthmus.actions.desk.verifying isthmus.actions.desk.workspace
isthmus.store.desk.scratch.models isthmus.store.desk.migrations.0001_initial
"""
CHEAP = (64, 1, 1)
REQUEST_BYTES = 4_000_000


def main() -> None:
    """Serve until the tests end; in a child, become what was asked for."""
    path, watched = sys.argv[1], int(sys.argv[2])
    for name in PRELOADED.split():
        import_module(name)
    import_module("isthmus.store.base.keys").Cost.__init__.__defaults__ = CHEAP
    load_models()
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(path)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        request = serve(listening, watched)
    if request:
        become(**request)


def load_models() -> None:
    """Load the models of a workspace that is nowhere; each child sets Django up for its own."""
    settings = import_module("django.conf").settings
    store = import_module("isthmus.store.desk.django_setup").store_settings()
    nowhere = {"ENGINE": "isthmus.store.base.backend"}
    settings.configure(**store, DATABASES={"default": nowhere, "scratch": nowhere}, LOGGING_CONFIG=None)
    import_module("django").setup()
    for name in STANDING_ON_MODELS.split():
        import_module(name)


def forget_settings() -> None:
    """Let a child be configured as if it had not been; what has other apps than the store must start by itself."""
    django, db, conf = (import_module(name) for name in ("django", "django.db", "django.conf"))
    loaded, setup = conf.settings.INSTALLED_APPS, django.setup

    def set_up() -> None:
        if loaded != conf.settings.INSTALLED_APPS:
            sys.exit("The tests started this from a process with other apps: it needs `own=True`.")
        setup()

    vars(django)["setup"] = set_up
    conf.settings._wrapped = import_module("django.utils.functional").empty
    for connection in db.connections.all(initialized_only=True):
        del db.connections[connection.alias]
    del db.connections.settings
    db.connections._settings = None


def serve(listening: socket.socket, watched: int) -> dict | None:
    """Answer requests; return None at the end, and in each child what it has to run."""
    with selectors.DefaultSelector() as selector:
        selector.register(listening, selectors.EVENT_READ)
        selector.register(watched, selectors.EVENT_READ)
        while True:
            for key, _events in selector.select():
                if key.fileobj == watched:
                    return None
                if key.fileobj is not listening:
                    tell_status(selector, key)
                elif (request := fork(selector, listening)) is not None:
                    return request


def fork(selector: selectors.BaseSelector, listening: socket.socket) -> dict | None:
    """Take a request and fork; return it in the child."""
    asking, _address = listening.accept()
    message, files, _flags, _address = socket.recv_fds(asking, REQUEST_BYTES, 3)
    while not message.endswith(b"\n"):
        message += asking.recv(REQUEST_BYTES)
    if child := os.fork():
        for file in files:
            os.close(file)
        asking.sendall(f"{child}\n".encode())
        selector.register(os.pidfd_open(child), selectors.EVENT_READ, (child, asking))
        return None
    for standard, file in enumerate(files):
        os.dup2(file, standard)
    return json.loads(message)


def tell_status(selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    """Say how a child ended."""
    child, asking = key.data
    selector.unregister(key.fileobj)
    os.close(key.fd)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with asking, suppress(ConnectionError):  # who waited too long has left: the next is served all the same
        asking.sendall(f"{status}\n".encode())


def become(argv: list[str], folder: str, environment: dict[str, str], source: str | None) -> None:
    """Run a script, or some source as `python -c` does, as a new process would."""
    os.closerange(3, 256)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    open_standard_files()
    forget_settings()
    sys.argv = argv
    sys.path[0] = "" if source else os.path.dirname(argv[0])  # noqa: PTH120
    if source is None:
        runpy.run_path(argv[0], run_name="__main__")
        return
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    exec(compile(source, "<string>", "exec"), module.__dict__)


def open_standard_files() -> None:
    """Open standard input, output and error anew, as Python does on its start where they are no terminal."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, name)
        raw = io.FileIO(number, "wb" if number else "rb", closefd=False)
        raw.name = old.name
        buffered = io.BufferedWriter if number else io.BufferedReader
        kept = {
            each: getattr(old, each) for each in ("encoding", "errors", "line_buffering", "write_through")
        }
        new = io.TextIOWrapper(raw if isinstance(old.buffer, io.RawIOBase) else buffered(raw), **kept)
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


if __name__ == "__main__":
    main()

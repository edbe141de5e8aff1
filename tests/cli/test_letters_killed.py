"""Processes killed while they bring letters in and destroy them: each is whole or not there when it is opened next."""

import json
import subprocess
import sys

import pytest

from tests.cli.letters_home import INBOX
from tests.cli.workspaces import PASSPHRASE, make_home

BEGIN = """
new_keyring(workspace.folder).close()
came(opened(), letter("of before", Codename(99)))
"""
# Killed by a thread of its own at a moment of the time that the work takes here; the seed is the number of the kill.
WORK = """
import time
from pathlib import Path
kill, span = int(sys.argv[1]), float(sys.argv[2])
chance, mara = random.Random(kill), Codename(kill + 1000)
inbox = opened()
attached, sealed = attachments(("a", b"content" * 30_000), ("b", b"other"))
arrived = [letter(f"one {kill}", mara, attached=attached), *sealed, letter(f"two {kill}", mara)]
if kill % 2:
    came(inbox, *arrived)
    hers = next(each for each in inbox.threads() if len(each.letters) == 2)
    answer(inbox, hers, "yes")
delay = chance.random() * span
begun = time.monotonic()
if span:
    threading.Thread(target=lambda: (time.sleep(delay), os.kill(os.getpid(), signal.SIGKILL)), daemon=True).start()
if kill % 2:
    destroy_threads(inbox, [inbox.now(hers)], actor=who)
else:
    came(inbox, *arrived)
print("done", time.monotonic() - begun, flush=True)
if span:
    time.sleep(60)
"""
LOOK = """
inbox = opened()
rows = {each.bytes for each in LetterItem.objects.values_list("uid", flat=True)}
letters = sorted(inbox.body(item).text for each in inbox.threads() for item in each.letters)
files = {file.item for each in inbox.threads() for head in each.letters.values() for file in head.files}
left = [path.name for path in workspace.folder.rglob("*") if path.is_file() and path.name.startswith(".")]
from isthmus.actions.desk.verification import verify
print(json.dumps({
    "letters": letters, "shut": inbox.shut_items(), "left": left,
    "keys": set(inbox.keyring.content.items) == rows | set(kept_items()), "files": files == set(kept_items()),
    "going": LetterItem.objects.filter(is_going=True).count(), "sound": verify().sound,
}))
destroy_threads(inbox, [each for each in inbox.threads() if len(each.letters) == 2], actor=who)
"""


def opening():
    return (
        "import sys; from pathlib import Path\n"
        "from isthmus.actions.desk.workspace import use\n"
        f"workspace = use(Path('w'), {PASSPHRASE!r})\n"
    )


def worked(home, kill, span):
    """Do the work once, and end it at a moment of a span of seconds; to its end where that is 0."""
    command = [sys.executable, "-c", opening() + INBOX + WORK, str(kill), str(span)]
    return subprocess.run(command, cwd=home.folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(
    "kills", [pytest.param(12, id="twelve"), pytest.param(200, id="all", marks=pytest.mark.long)]
)
def test_letters_are_whole_or_not_there_however_their_keeping_is_killed(tmp_path, kills):
    home = make_home(tmp_path)
    home.python(INBOX + BEGIN)
    spans = [float(worked(home, kill, 0).stdout.split()[-1]) for kill in (10_000, 10_001)]
    home.python(INBOX + LOOK)  # which destroys what these two left
    cut = 0
    for kill in range(kills):
        ended = worked(home, kill, spans[kill % 2])
        assert ended.returncode == -9, ended.stderr
        seen = json.loads(home.python(INBOX + LOOK))
        texts = [each for each in seen.pop("letters") if each != "of before"]
        assert texts in ([], [f"one {kill}", f"two {kill}"]), (kill, texts)
        assert seen == {"shut": 0, "left": [], "keys": True, "files": True, "going": 0, "sound": True}, kill
        cut += "done" not in ended.stdout
    assert cut >= kills // 3, "it was killed too late to tell"


TOGETHER = """
from collections import Counter
errors, mara = [], Codename(1)
came(opened(), letter("first", mara))
def hers(inbox):
    return next(each for each in inbox.threads() if each.head.thread == mara.reply(bytes(16)).recipient)
def bringing(inbox, number):
    for at in range(6):
        came(inbox, letter(f"{number}.{at}", mara), letter("of a new one", Codename(100 + at)))
def answering(inbox, number):
    for at in range(6):
        answer(inbox, hers(inbox), f"{number}.{at}")
        note_on(inbox, hers(inbox), f"{number}.{at}", actor=who)
def destroying(inbox, number):
    for at in range(6):
        try:
            alone = [each for each in inbox.threads() if not each.is_known]
            destroy_threads(inbox, alone[:1], actor=who)
        except InboxChanged:
            pass
def working(doing, inbox, number):
    try:
        doing(inbox, number)
    except BaseException as error:
        errors.append(repr(error))
    finally:
        connections.close_all()
one, two = opened(), opened()
work = [(doing, inbox, number) for number, inbox in enumerate((one, two))
        for doing in (bringing, answering, destroying)]
threads = [threading.Thread(target=working, args=each) for each in work]
for each in threads: each.start()
for each in threads: each.join()
again = opened()
thread = hers(again)
by = Counter(each.head.thread for each in again.threads())
rows = {each.bytes for each in LetterItem.objects.values_list("uid", flat=True)}
print(json.dumps({
    "errors": errors, "letters": len(thread.letters), "notes": len(thread.head.notes),
    "numbers": sorted(each.number for each in thread.answers.values()),
    "twice": max(by.values()),
    "thread numbers": len({each.head.number for each in again.threads()}) == len(again.threads()),
    "keys": set(again.keyring.content.items) == rows, "lost": len(again.heads()) == len(rows),
}))
"""


def test_sessions_that_bring_in_answer_note_and_destroy_at_once_lose_nothing(tmp_path):
    home = make_home(tmp_path)
    home.python(INBOX + BEGIN)
    seen = json.loads(home.python(INBOX + TOGETHER))
    assert seen == {
        "errors": [],
        "letters": 13,
        "notes": 12,
        "numbers": [*range(1, 13)],
        "twice": 1,
        "thread numbers": True,
        "keys": True,
        "lost": True,
    }

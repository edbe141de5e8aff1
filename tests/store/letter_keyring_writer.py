"""A process that writes a keyring for letters until it is killed, from outside or by itself at a call of the system.

Arguments: a folder, the key of a slot in hex, and at which call it ends itself (0: never). It prints each number that
was kept and each that was destroyed once that has lasted.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from isthmus.store.desk.letter_keyring.opened import OpenedLetterKeyring

CALLS = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "pwrite", "close", "truncate")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def end_at(call):
    made = count(1)

    def counting(real):
        def call_of_the_system(*given, **named):
            if next(made) == call:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call_of_the_system

    for name in CALLS:
        setattr(os, name, counting(getattr(os, name)))


def write(folder, slot, call):
    keyring = OpenedLetterKeyring(Path(folder), bytes.fromhex(slot))
    say("ready")
    if call:
        end_at(call)
    for number in count(len(keyring.content.items)):
        keyring.keep_items({number.to_bytes(16): bytes([number % 256] * 32)})
        say(f"kept {number}")
        if number % 3 == 2:
            keyring.destroy_items([(number - 1).to_bytes(16)])
            say(f"destroyed {number - 1}")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))

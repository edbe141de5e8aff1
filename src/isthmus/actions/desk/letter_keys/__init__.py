"""Keys of an organisation for letters: made, named in statements, backed up, and destroyed when their time is over.

None of this is an event of the custody log: it says nothing of the register.
"""

from isthmus.actions.desk.letter_keys.backing_up import back_up_letter_keyring, forget_backup
from isthmus.actions.desk.letter_keys.faults import LetterKeysError
from isthmus.actions.desk.letter_keys.retirement import Retirement, retire, retirement
from isthmus.actions.desk.letter_keys.rotation import StatementDraft, StatementWishes, prepare_statement
from isthmus.actions.desk.letter_keys.statements import follow_statement, newest_statement, take_signed

__all__ = [
    "LetterKeysError",
    "Retirement",
    "StatementDraft",
    "StatementWishes",
    "back_up_letter_keyring",
    "follow_statement",
    "forget_backup",
    "newest_statement",
    "prepare_statement",
    "retire",
    "retirement",
    "take_signed",
]

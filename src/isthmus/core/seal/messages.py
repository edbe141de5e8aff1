"""What is told about letters that cannot be sealed."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "letters.bytes": text("The field {field} of a letter is of {size} bytes; this one is of {n}."),
    "letters.codename_slip": text(
        "These words are no codename: one is wrong, or two changed places. Look at each again."
    ),
    "letters.codename_words": text("A codename is {n} words of the list. One may be missing, not two."),
    "letters.files": text(
        "A letter has at most {most} attachments; this one would have {n}. Send the rest with another."
    ),
    "letters.identity": text(
        "This holds no key that opens letters. Such a key is one line that begins with AGE-SECRET-KEY-1."
    ),
    "letters.language": text("The language of a letter is a tag such as ru or zh-Hant."),
    "letters.name": text(
        "The name of a file has 1 to {most} letters; this one has {n}. Give it a shorter one."
    ),
    "letters.number": text(
        "The field {field} of a letter is a whole number of 0 to {most}; this one is {n}."
    ),
    "letters.recipient": text(
        "This is no key that anything can be sealed to. Copy it whole: it begins with age1."
    ),
    "letters.surrogate": text(
        "Letter {at} of the text is half of a character, which no computer can write down. "
        "Delete it, and type it again."
    ),
    "letters.too_long": plural(
        "The text is too long by one letter.",
        "The text is too long by {letters} letters.",
        by="letters",
    ),
    "statement.before": text("A statement names the one before it by 32 bytes."),
    "statement.days": text(
        "A key of a statement runs until {day}: that is before its first day, before the statement, or after its end."
    ),
    "statement.id": text("The id of an organisation has 32 bytes."),
    "statement.key": text("A key of a statement has 32 bytes, and is of a year or of a month."),
    "statement.keys": text("A statement names 1 to {most} keys; this one would name {n}."),
    "statement.order": text(
        "Keys of a statement stand in their order, those of a year first, and each stands once."
    ),
    "statement.text": text(
        "The field {field} of a statement has 1 to {most} letters, single blanks between words, and no signs that are "
        "not seen."
    ),
    "statement.version": text(
        "The version of a statement is a whole number from 1, and all but the first name the one before: {version}."
    ),
    "statement.ways": text(
        "A statement names at most {most} ways to reach its organisation; this one would name {n}."
    ),
}

"""What is told about files that open to no letter."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "letters.armour": text(
        "Something is missing in this letter, or was changed on its way. Ask for it once more."
    ),
    "letters.attachment": text(
        "This is not the attachment that the letter names, or it was changed on its way. Ask for it once more."
    ),
    "letters.changed": text(
        "This letter was changed, or cut off, on its way. Nothing of it is shown. Ask for it once more."
    ),
    "letters.cut_off": text("This letter is cut off after its header. Ask for it once more."),
    "letters.few_frames": text("One code of a letter is not enough: two of its three are."),
    "letters.header": text(
        "The header of this file is not one that age writes, or is longer than the {most} bytes that are read."
    ),
    "letters.header_kinds": text(
        "The header of this file says what age forbids. It was made to harm, or by a faulty program."
    ),
    "letters.line": text(
        "The last line of this letter is not written as it must be. Its text is not shown either."
    ),
    "letters.many_stanzas": text(
        "This file is sealed to more than {most} recipients. Nobody here writes such letters."
    ),
    "letters.no_age_file": text("This is no sealed letter: it does not begin as an age file does."),
    "letters.no_frame": text("This is no code of a letter."),
    "letters.no_key": text(
        "None of these keys opens this. It is sealed to another key, or to one that was destroyed; or it is an answer, "
        "which opens with a codename alone."
    ),
    "letters.no_line": text(
        "This age file opens, and is no letter: its last line is missing. `age -d` shows what it holds."
    ),
    "letters.no_text": text(
        "The text of this letter is not UTF-8. It was made by a faulty program, and is not shown."
    ),
    "letters.other_frame": text("These codes are not of one letter, or one of them was read wrongly."),
    "letters.passphrase": text("This file is sealed with a passphrase, and no letter. `age -d` asks for it."),
    "letters.no_code": text(
        "This picture shows no code of a letter that could be read. Ask for a sharper one, of one code."
    ),
    "letters.picture": text("This picture could not be read. Save it as JPEG or PNG, and bring it in again."),
    "letters.several": text("There are {n} letters in this text. Open one at a time."),
    "letters.too_large": text("A letter is of at most {most} bytes; this is of {n}."),
    "statement.is_forked": text(
        "There are two statements in one place, both signed with the same key: somebody else has the key, or the "
        "organisation signed twice. Trust neither. Ask people there, by a way that you knew before."
    ),
    "statement.is_older": text(
        "This statement is older than one that was seen. The person who gave it may hide the newer one. Ask for the "
        "newest."
    ),
    "statement.is_other_organisation": text(
        "This statement is of another organisation than the one seen before."
    ),
    "statement.newer": text("A newer version of Isthmus wrote this statement. Install that version."),
    "statement.none": text("This is no statement of an organisation."),
    "statement.other_id": text(
        "This statement names another organisation than the key that signed it. Do not trust it."
    ),
    "statement.public_key": text(
        "This is no public key of minisign, which is a line of 56 letters that begins with RW, in a file called .pub."
    ),
    "statement.signature": text(
        "The signature does not hold: the text was changed, or another key signed it. Do not trust it."
    ),
    "statement.spelling": text(
        "This statement is not written as it must be, to the letter. Nothing of it is used. Ask for it once more."
    ),
}

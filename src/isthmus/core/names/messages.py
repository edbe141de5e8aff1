"""The words in which two names are compared."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "names.generations_differ": text("the elder and the younger of one name"),
    "names.in_two_scripts": text("{likeness} in {left} and {right}"),
    "names.initial_does_not_fit": text("the initial does not fit"),
    "names.initial_fits": text("the initial fits"),
    "names.likeness.different": text("different"),
    "names.likeness.forms_of_one_name": text("forms of one name"),
    "names.likeness.nearly_one_name": text("nearly one name"),
    "names.likeness.one_name": text("one name"),
    "names.likeness.order_of_lam_and_alef": text("the same but for the order of lam and alef"),
    "names.likeness.perhaps_one_name": text("may be one name"),
    "names.likeness.relative": text("different: one side goes by the name of a child"),
    "names.nameless_left.numbered": text("the left is no name: it is a number or a code"),
    "names.nameless_left.relative": text("the left is no name: it says whose relative somebody is"),
    "names.nameless_left.unknown": text("the left is no name: it says that the name is not known"),
    "names.nameless_right.numbered": text("the right is no name: it is a number or a code"),
    "names.nameless_right.relative": text("the right is no name: it says whose relative somebody is"),
    "names.nameless_right.unknown": text("the right is no name: it says that the name is not known"),
    "names.no_letters_on_both": text("no letters on either side"),
    "names.no_letters_on_one": text("no letters on one side"),
    "names.not_comparable": text(
        "cannot be compared: names in one of these scripts are compared with names in the same script alone"
    ),
    "names.not_on_the_left": text("{word}: not on the left"),
    "names.not_on_the_right": text("{word}: not on the right"),
    "names.not_pairs": text("{left} names stand on the left and {right} on the right. Give pairs."),
    "names.role.any": text("name"),
    "names.role.beside": text("beside the name"),
    "names.role.family": text("family name"),
    "names.role.father": text("father's name"),
    "names.role.given": text("given name"),
    "names.role.grandfather": text("grandfather's name"),
    "names.same": text("the same"),
    "names.same_text": text("the same text"),
    "names.script.another": text("another script"),
    "names.script.arabic": text("Arabic"),
    "names.script.armenian": text("Armenian"),
    "names.script.cyrillic": text("Cyrillic"),
    "names.script.georgian": text("Georgian"),
    "names.script.greek": text("Greek"),
    "names.script.hebrew": text("Hebrew"),
    "names.script.latin": text("Latin"),
    "names.space_missing": text("a space is missing on one side"),
    "names.two_roles": text("{left} and {right}"),
    "names.word": text("{word}: {likeness}"),
    "names.word_by_word": text("{words:semicolon}"),
}

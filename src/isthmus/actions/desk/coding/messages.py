"""The English of coding a document."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "coding.discard_it": text("Delete this draft, or copy what you need of it first."),
    "coding.document_gone": text("The document that this draft goes on with is no longer in the register."),
    "coding.ambiguous": text("More than one row is called “{name}”."),
    "coding.choose_group": text("Choose another group, or none."),
    "coding.choose_denied": text("Choose what is denied."),
    "coding.denied_gone": text("What it denies is no longer there."),
    "coding.denied_unsaid": text("A denial is of something."),
    "coding.same_gone": text("The one that this is said to be was taken out."),
    "coding.same_act": text("Two people or groups of one act are different ones."),
    "coding.choose_same": text("Choose another one of another statement, or none."),
    "coding.group_gone": text("The group that they are part of was taken out."),
    "coding.name_one": text(
        "Write the one that is meant as “{name} [id]”, with one of these ids: {ids:comma}."
    ),
    "coding.unsound": plural("{n} problem in the draft.", "{n} problems in the draft.", by="n"),
    "coding.text_too_large": text(
        "The text is larger than {megabytes} MB. Split it, and code one part at a time."
    ),
    "coding.file_empty": text("The file is empty."),
    "coding.too_many_pages": text("These are more than the {most} pages that one document has here."),
    "coding.pages_too_large": text(
        "The pictures are larger than {megabytes} MB together. Save smaller copies, or code them as several documents."
    ),
    "coding.reading_cut_off": text(
        "Reading this file was begun {n} times, and each time the desk ended before it was done."
    ),
    "coding.reading_cut_off_fix": text("Look at how much memory the machine has, then read the file again."),
    "coding.file_too_large": text(
        "The file is larger than {megabytes} MB. Split it, or keep it beside and say where it lies."
    ),
}

"""The words in which documents are spoken of that cannot be read, or not wholly."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    # What is wrong with a file, each with what to do next. The file itself is kept as it is.
    "document.damaged": text("This file is damaged, or is not of the kind that its name says."),
    "document.damaged_fix": text(
        "Open it in the program that it is from and save it again, or ask for another copy. You can still "
        "download it here."
    ),
    "document.locked": text("This file is protected by a password."),
    "document.locked_fix": text("Save a copy without the password and add the copy."),
    "document.bomb": text("This file unpacks to far more than a document holds. It may be made to do harm."),
    "document.bomb_fix": text(
        "Do not open it in another program. If you trust who it is from, ask for the text in another form, "
        "such as PDF."
    ),
    "document.not_recognised": text("The letters of this page could not be recognised."),
    "document.not_recognised_fix": text("Type what matters of it beside its picture."),
    "document.picture_too_large": text(
        "This picture has more than the {most} million points that are shown."
    ),
    "document.picture_too_large_fix": text(
        "Save it smaller, or cut it into several pictures, and add those. The file itself is kept as it is."
    ),
    "document.took_too_much": text(
        "Reading this took more memory or time than is given to a file, or made the program fail that reads it. The "
        "file may be made to do harm."
    ),
    "document.took_too_much_fix": text(
        "Do not open it in another program. If you trust who it is from, ask for it in another form, or in parts."
    ),
    "document.too_deep": text(
        "The parts of this file lie in each other more deeply than any program writes them."
    ),
    "document.too_deep_fix": text(
        "Open it in the program that it is from and save its text in another form."
    ),
    "document.too_long": text("This file holds more than the {most} characters that are read."),
    "document.too_long_fix": text("Split it into several files and add each of them."),
    "document.too_many_parts": text("This file holds more than the {most} messages that are read."),
    "document.too_many_parts_fix": text(
        "Export a shorter time, or split it into several files, and add each of them."
    ),
    "document.file_too_large": text("This file is larger than the {most} MB that are taken out of a ZIP."),
    "document.file_too_large_fix": text("Unpack the ZIP and add this file by itself."),
    "document.too_many_files": text("This ZIP holds more than the {most} files that are taken out of one."),
    "document.too_many_files_fix": text("Pack them into several ZIPs and add each of them."),
    "document.nested_archive": text("This is a ZIP within another one. It is not unpacked."),
    "document.nested_archive_fix": text("Unpack the outer ZIP and add this one by itself."),
    "document.charset": text("This text is not UTF-8 and does not say how its letters are written."),
    "document.charset_fix": text(
        "Open it in a text editor, choose the right encoding, and save it as UTF-8."
    ),
    "document.not_mail": text("This file holds no e-mail that can be read."),
    "document.not_mail_fix": text("Save the message again as EML, MSG or MBOX in the mail program."),
    "document.no_cues": text("This file holds no subtitles with times."),
    "document.no_cues_fix": text("Save it as SRT or WebVTT, or add it as plain text."),
    "document.not_chat": text("This file holds no chat in a form that is known."),
    "document.not_chat_fix": text("Export the chat again from the messenger, or add it as plain text."),
    "document.no_page": text("This page cannot be drawn: it is damaged, or not there."),
    "document.no_page_fix": text("Save the file and open it in another program."),
    "document.too_many_pages": text("This file has more than the {most} pages that are read."),
    "document.too_many_pages_fix": text("Split it into several files and add each of them."),
    "document.extra": text("Reading this kind of file needs a part of Isthmus that is not installed."),
    "document.extra_fix": text("Install it: `pip install isthmus[documents]`."),
    "document.not_shut_in": text(
        "This kind of file is read only in a process that is shut in, and this machine has no bubblewrap or no "
        "libseccomp, or does not let it start."
    ),
    "document.not_shut_in_fix": text("On Debian: `apt install bubblewrap libseccomp2`."),
    "document.unread_kind": text("The text of this kind of file is not read here."),
    "document.unread_kind_fix": text("If another program shows its text, copy it from there and paste it."),
    "document.too_large_to_read": text(
        "Files are read up to {megabytes} MB. This one is larger, and kept as it is."
    ),
    "document.too_large_to_read_fix": text(
        "Quote from it what you read in another program, or split it and add the parts."
    ),
    "document.not_read": text("{rule} {fix}"),
    "document.page_damaged": text("A page of this file is damaged. It is shown without text."),
    # What the reader should know of a file that was read.
    "document.letters_lost": text(
        "Some letters could not be read, since the file declares another encoding than it is written in. � "
        "stands for each."
    ),
    "document.cut_off": text("The end of this file is missing."),
    "document.remote_pictures": text(
        "Pictures of this document lie elsewhere on the internet. They are not fetched: that would show "
        "where it is read."
    ),
    "document.tracked_changes": text(
        "This document has tracked changes. Added words are shown, deleted words are not."
    ),
    "document.comments": text(
        "This document has comments in its margin. They are not part of the text here."
    ),
    "document.picture_turned": text("The picture is shown turned, as its file says it was held."),
    "document.first_picture_alone": text("This picture moves. Its first picture alone is shown."),
    "document.hidden_text": text("This document has hidden words. They are not part of the text here."),
    "document.part_not_read": text("Another file is built into this document. Its text is not read here."),
    "document.attachment_too_large": text(
        "An attachment is too large to become a document of its own. It is still in the file itself."
    ),
    "document.attachments_left_out": text(
        "There are more attachments than are taken out. The others are still in the file itself."
    ),
    "document.encrypted_part": text("A part of this mail is encrypted. It is kept as an attachment."),
    "document.nested_too_deep": text(
        "Mails or parts lie in each other more deeply than is read. The innermost are kept as an attachment."
    ),
    "document.winmail": text(
        "Outlook packed attachments of this mail into winmail.dat. It is kept as it is, and not unpacked."
    ),
    "document.day_month_open": text(
        "The dates of this chat could have the day first or the month first: no date of it decides. They "
        "stay as written."
    ),
}

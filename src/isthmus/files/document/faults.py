"""What the programs for documents may say: codes of messages. Whoever asks them takes no other."""

from collections.abc import Mapping

__all__ = ["FAULTS", "NOTES"]

FAULTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "document.bomb": ("document.bomb_fix", ()),
    "document.charset": ("document.charset_fix", ()),
    "document.damaged": ("document.damaged_fix", ()),
    "document.file_too_large": ("document.file_too_large_fix", ("most",)),
    "document.locked": ("document.locked_fix", ()),
    "document.no_cues": ("document.no_cues_fix", ()),
    "document.not_chat": ("document.not_chat_fix", ()),
    "document.no_page": ("document.no_page_fix", ()),
    "document.not_mail": ("document.not_mail_fix", ()),
    "document.not_recognised": ("document.not_recognised_fix", ()),
    "document.picture_too_large": ("document.picture_too_large_fix", ("most",)),
    "document.took_too_much": ("document.took_too_much_fix", ()),
    "document.too_deep": ("document.too_deep_fix", ()),
    "document.too_long": ("document.too_long_fix", ("most",)),
    "document.too_many_files": ("document.too_many_files_fix", ("most",)),
    "document.too_many_pages": ("document.too_many_pages_fix", ("most",)),
    "document.too_many_parts": ("document.too_many_parts_fix", ("most",)),
}
"""What may be wrong with a file: with what to do next, and the names of the values that stand in the message."""

NOTES = frozenset(
    (
        "document.attachment_too_large",
        "document.attachments_left_out",
        "document.comments",
        "document.cut_off",
        "document.day_month_open",
        "document.encrypted_part",
        "document.first_picture_alone",
        "document.hidden_text",
        "document.letters_lost",
        "document.nested_too_deep",
        "document.page_damaged",
        "document.part_not_read",
        "document.picture_turned",
        "document.remote_pictures",
        "document.tracked_changes",
        "document.winmail",
    )
)
"""What the reader of a file should know."""

"""Foreign kinds of file are parsed in a process of their own, which has no network, no keys and no workspace."""

from isthmus.files.parsing_process.launching import (
    Answers,
    NoParsingProcess,
    ParsingFailed,
    TookTooMuch,
    output_of,
    parsing,
)

__all__ = ["Answers", "NoParsingProcess", "ParsingFailed", "TookTooMuch", "output_of", "parsing"]

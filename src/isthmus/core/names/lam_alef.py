"""Arabic as programs take it out of PDFs: the letter that is lam and alef in one comes out as alef and lam."""

import re

from isthmus.core.names.romanising import orthography

__all__ = ["lam_alef", "restored"]

# No word ends or begins so, but for readers of PDFs: what is meant is certain.
_ALLAH = re.compile(r"(?:هللا|اهلل|االله|(?<=عبد)هلل|(?<=عبد )هلل)(?!\w)")
_TWO_ALEFS = re.compile(r"(?<!\w)ا([اأإآ])ل")
_RUN = re.compile("[لا]{2,}")


def restored(text: str) -> str:
    """Return the text with those words put right that can be read in one way only: عبد هللا, األشقل."""
    if "ل" not in text:
        return text
    return _TWO_ALEFS.sub(r"ال\1", _ALLAH.sub("الله", text))


def lam_alef(text: str) -> str:
    """Return a form in which words are equal that differ only by the order of lam and alef, or by هللا for الله.

    Two names can differ so, as صالح and صلاح do: it is likeness, and not equality. Hamza and the letters that writers
    exchange make no difference either.
    """
    plain = orthography(_ALLAH.sub("الله", text))
    return _RUN.sub(lambda run: "".join(sorted(run[0])), plain)

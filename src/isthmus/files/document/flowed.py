"""Plain text of mails whose lines are broken by the program and not by the writer (RFC 3676)."""

__all__ = ["unfolded"]


def unfolded(text: str, *, delete_blank: bool) -> str:
    """Return a text in which a line that ends in a blank goes on in the next, where both quote as deeply."""
    lines = list[tuple[int, list[str]]]()
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        if goes_on and lines[-1][0] == depth and words != "-- ":
            lines[-1][1].append(words)
        else:
            lines.append((depth, [words]))
        goes_on = words.endswith(" ") and words != "-- "
        if goes_on and delete_blank:
            lines[-1][1][-1] = words[:-1]
    joined = ((">" * depth, "".join(pieces)) for depth, pieces in lines)
    return "\n".join(f"{marks} {words}".rstrip() if marks else words.rstrip() for marks, words in joined)

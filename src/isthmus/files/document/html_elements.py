"""The elements of HTML by what they do to a text: begin paragraphs, end others, or hold what no reader sees."""

__all__ = ["BLOCKS", "ENDED_BY", "UNREAD", "VOID"]

VOID = frozenset(
    """
    area, base, br, col, embed, frame, hr, img, input, link, meta, param, source, track, wbr, basefont,
    bgsound, keygen
    """.replace(",", "").split()
)
UNREAD = frozenset(
    """
    script, style, title, template, noscript, iframe, object, applet, audio, video, canvas, datalist,
    noframes, noembed, annotation, annotation-xml, rp, desc, metadata
    """.replace(",", "").split()
)
BLOCKS = frozenset(
    """
    address, article, aside, blockquote, body, center, details, dialog, dir, div, dl, fieldset, figcaption,
    figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, html, legend, main, menu, nav, ol,
    optgroup, option, p, pre, search, section, summary, textarea, ul, caption, tbody, thead, tfoot
    """.replace(",", "").split()
)
# Elements whose end may be left out: a tag ends the one before where it is of these.
ENDED_BY: dict[str, frozenset[str]] = {
    "li": frozenset(("li", "p")),
    "dt": frozenset(("dt", "dd", "p")),
    "dd": frozenset(("dt", "dd", "p")),
    "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")),
    "tr": frozenset(("td", "th", "tr", "p")),
    "tbody": frozenset(("td", "th", "tr", "tbody", "thead", "p")),
    "tfoot": frozenset(("td", "th", "tr", "tbody", "thead", "p")),
    "option": frozenset(("option",)),
    **{tag: frozenset(("p",)) for tag in BLOCKS - {"option", "optgroup", "tbody", "tfoot", "caption"}},
}

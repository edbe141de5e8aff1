"""Documents of word processors, made of their raw parts: what stands in them no library wrote."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

__all__ = ["archive", "docx_of", "odt_of", "paragraph"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_SPACES = (
    " ".join(
        f'xmlns:{prefix}="{_ODF}:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def archive(parts: Mapping[str, str | bytes]) -> io.BytesIO:
    """Return an archive of parts."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    stream.seek(0)
    return stream


def paragraph(words: str, properties: str = "") -> str:
    """Return a paragraph of a DOCX."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def docx_of(
    body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None
) -> io.BytesIO:
    """Return a DOCX with a body, and parts beside it by name, each related under its name."""
    related = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts or {}
    ) + "".join(
        f'<Relationship Id="{name}" Type="{R}/hyperlink" Target="{to}" TargetMode="External"/>'
        for name, to in (links or {}).items()
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_RELATED}"><Relationship Id="a" Type="{R}/officeDocument"'
            ' Target="/word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATED}">{related}</Relationships>',
            **{
                f"word/{name}.xml": text.replace(">", f" {_SPACES}>", 1)
                for name, text in (parts or {}).items()
            },
        }
    )


def odt_of(text: str, styles: str = "", margins: str = "", manifest: str = "") -> io.BytesIO:
    """Return an ODT with a text, automatic styles, and the styles of its pages."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF_SPACES}>{manifest}</manifest:manifest>",
            "content.xml": f"<office:document-content {_ODF_SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF_SPACES}><office:master-styles>{margins}"
            "</office:master-styles></office:document-styles>",
        }
    )

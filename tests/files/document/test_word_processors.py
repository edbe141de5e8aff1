"""DOCX, ODT and RTF as they are read on paper."""

import pytest

from isthmus.files.document.docx import docx
from isthmus.files.document.odt import odt
from isthmus.files.document.rtf import rtf
from tests.files.document.office_files import archive, docx_of, odt_of, paragraph
from tests.files.document.told import told_by

NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1.%2)"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
BOX = "<w:txbxContent>" + paragraph("In the box") + "</w:txbxContent>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(*words: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, words)) or '<w:p/>'}</w:tc>"


def item(words: str, level: int) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("One") + paragraph("") + paragraph("Two"), "One\n\nTwo"),
        (f"<w:p>{run('a')}<w:r><w:tab/><w:br/></w:r>{run('b\u00adc\u200b')}</w:p>", "a\nbc"),
        (f"<w:p>{run('ن\u200cم')}{run('م ٢٠١٧')}</w:p>", "ن\u200cمم ٢٠١٧"),
        (f"<w:p>{run('cafe')}{run('\u0301')}</w:p>", "café"),
        (
            (
                f"<w:tbl><w:tr>{cell('a')}{cell()}{cell('c')}</w:tr>"
                f"<w:tr>{cell('1')}{cell('2', '3')}{cell('4')}</w:tr></w:tbl>"
            ),
            "a |  | c\n1 | 2 3 | 4",
        ),
        (
            f"<w:tbl><w:tr>{cell('one', 'two', 'three', 'four')}{cell('beside')}</w:tr></w:tbl>",
            "one\n\ntwo\n\nthree\n\nfour\n\nbeside",
        ),
        (f"<w:p>{run('10')}{run('2', '<w:vertAlign w:val="superscript"/>')}</w:p>", "10²"),
        ("<w:p><m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath></w:p>", "x=5"),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', "☑"),
        (
            (
                f"<w:p>{run('Before ')}<w:r><mc:AlternateContent><mc:Choice"
                f" Requires='wps'><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
                f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('after')}"
                "</w:p>"
            ),
            "Before after\n\nIn the box",
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('A field')}</w:sdtContent></w:sdt>", "A field"),
        (
            (
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/a"'
                f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("words")}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            ),
            "words ⟨https://example.org/a⟩",
        ),
        (
            f"<w:p><w:ruby><w:rt>{run('かん')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:p>",
            "(かん)漢",
        ),
    ],
)
def test_a_docx_is_read_as_on_paper(body, text):
    told = told_by(docx, docx_of(body))
    assert (told.text, told.notes, told.fault, told.kind) == (text, [], "", "whole")


def test_lists_of_a_docx_are_numbered_as_word_numbers_them():
    body = item("one", 0) + item("two", 1) + item("three", 1) + item("four", 0) + item("five", 1)
    told = told_by(docx, docx_of(body, {"numbering": NUMBERING}))
    assert told.text == "3. one\n3.а) two\n3.б) three\n4. four\n4.а) five"


def test_a_numbered_heading_is_a_paragraph_of_its_own():
    styles = (
        '<w:styles><w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    )
    body = (
        paragraph("Facts", '<w:pStyle w:val="H"/>')
        + paragraph("Words")
        + paragraph("Law", '<w:pStyle w:val="H"/>')
    )
    told = told_by(docx, docx_of(body, {"numbering": NUMBERING, "styles": styles}))
    assert told.text == "3. Facts\n\nWords\n\n4. Law"


def test_changes_are_read_as_if_accepted_and_hidden_words_not_at_all():
    body = (
        f"<w:p>{run('kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run(' added')}</w:ins>"
        f"<w:moveFrom>{run('from')}</w:moveFrom><w:moveTo>{run(' moved')}</w:moveTo>{run('hidden', '<w:vanish/>')}"
        f"{run(' shown', '<w:vanish w:val="0"/>')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('one ')}</w:p>" + paragraph("paragraph")
    )
    told = told_by(docx, docx_of(body))
    assert told.text == "kept added moved shown\n\none paragraph"
    assert told.notes == ["document.hidden_text", "document.tracked_changes"]


def test_notes_come_after_the_text_headers_before_it_and_numbers_of_pages_nowhere():
    notes = (
        '<w:footnotes><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="7">'
        + paragraph("First.")
        + paragraph("More.")
        + '</w:footnote><w:footnote w:id="9">'
        + paragraph("nobody refers here")
        + "</w:footnote></w:footnotes>"
    )
    ends = f'<w:endnotes><w:endnote w:id="7">{paragraph("At the end.")}</w:endnote></w:endnotes>'
    page = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>'
    body = (
        f'<w:p>{run("See")}<w:r><w:footnoteReference w:id="7"/></w:r>{run(" and")}'
        '<w:r><w:endnoteReference w:id="7"/></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    parts = {
        "footnotes": notes,
        "endnotes": ends,
        "header1": f"<w:hdr>{paragraph('Office of the Registrar')}{page}</w:hdr>",
        "header2": f"<w:hdr>{paragraph('not shown: no title page')}</w:hdr>",
        "footer1": f"<w:ftr>{page}</w:ftr>",
    }
    told = told_by(docx, docx_of(body, parts))
    assert told.text == "Office of the Registrar\n\nSee[1] and[i]\n\n[1] First.\nMore.\n[i] At the end."


def test_a_link_has_its_address_only_where_its_words_do_not_say_it():
    body = "".join(
        f'<w:p><w:hyperlink r:id="{link}">{run(words)}</w:hyperlink></w:p>'
        for link, words in {"l1": "here", "l2": "www.example.org", "l3": "a@example.org"}.items()
    )
    links = {"l1": "https://example.org/a", "l2": "https://example.org/", "l3": "mailto:a@example.org"}
    told = told_by(docx, docx_of(body, links=links))
    assert told.text == "here ⟨https://example.org/a⟩\n\nwww.example.org\n\na@example.org"


ODT_STYLES = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"'
    ' text:display-levels="2"/></text:list-style>'
)


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (
            "<text:h>Title</text:h><text:p>Some\n   words<text:s text:c='2'/>here</text:p>",
            "Title\n\nSome words  here",
            [],
        ),
        (
            (
                '<text:p>One<text:note text:note-class="footnote">'
                "<text:note-citation>1</text:note-citation><text:note-body>"
                "<text:p>The note.</text:p></text:note-body></text:note> two</text:p><text:p>Three</text:p>"
            ),
            "One[1] two\n\nThree\n\n[1] The note.",
            [],
        ),
        (
            (
                '<text:p>10<text:span text:style-name="S">2</text:span>'
                ' <text:span text:style-name="H">no</text:span></text:p>'
            ),
            "10²",
            ["document.hidden_text"],
        ),
        (
            (
                '<text:list text:style-name="L"><text:list-item><text:p>one'
                "</text:p><text:list><text:list-item><text:p>deep"
                "</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item>"
                '</text:list><text:p>between</text:p><text:list text:style-name="L" text:continue-numbering="true">'
                "<text:list-item><text:p>three</text:p></text:list-item></text:list>"
            ),
            "1. one\n1.a) deep\n2. two\n\nbetween\n\n3. three",
            [],
        ),
        (
            (
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
                "</text:changed-region></text:tracked-changes><text:p>kept</text:p>"
            ),
            "kept",
            ["document.tracked_changes"],
        ),
        (
            (
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell"
                ' table:number-columns-repeated="2"/><table:table-cell>'
                "<text:p>b</text:p></table:table-cell></table:table-row>"
                "</table:table>"
            ),
            "a |  |  | b",
            [],
        ),
        (
            (
                "<text:p>By<draw:frame><draw:text-box><text:p>Box</text:p>"
                "</draw:text-box></draw:frame> it<office:annotation>"
                "<text:p>remark</text:p></office:annotation></text:p>"
            ),
            "By it\n\nBox",
            ["document.comments"],
        ),
        (
            '<text:p><text:a xlink:href="https://example.org/a">here</text:a></text:p>',
            "here ⟨https://example.org/a⟩",
            [],
        ),
    ],
)
def test_an_odt_is_read_as_on_paper(body, text, notes):
    told = told_by(odt, odt_of(body, ODT_STYLES))
    assert (told.text, told.notes, told.fault) == (text, notes, "")


def test_an_odt_has_its_letterhead_and_no_numbers_of_pages():
    margins = (
        "<style:master-page><style:header><text:p>Registry "
        "<text:page-number>3</text:page-number></text:p></style:header>"
        "<style:footer><text:p><text:page-number>3</text:page-number></text:p></style:footer></style:master-page>"
    )
    assert told_by(odt, odt_of("<text:p>Words</text:p>", margins=margins)).text == "Registry\n\nWords"


def test_an_odt_under_a_password_says_so():
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert told_by(odt, odt_of("", manifest=locked)).fault == "document.locked"


def rtf_of(body: str) -> bytes:
    fonts = (
        r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset2 Wingdings;}{\f3\fcharset178 Arab;}"
        r"{\f4\fcharset128 Gothic;}}"
    )
    return (rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\stylesheet{{\s0 Normal;}}}}" + body + "}").encode(
        "latin-1"
    )


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (r"One\par\par Two\line lines\par", "One\n\nTwo\nlines", []),
        (r"\uc2\u1071??\uc1\u-10179?\u-8704?\'96", "Я😀–", []),
        (
            r"10{\super 2} {\v hidden}{\deleted gone}{\revised new}",
            "10² new",
            ["document.hidden_text", "document.tracked_changes"],
        ),
        (
            r"See{\super\chftn{\footnote\pard\plain{\super\chftn} The note.}} on\par Next\par",
            "See[1] on\n\nNext\n\n[1] The note.",
            [],
        ),
        (
            (
                r"\trowd\pard\intbl a\cell b{\footnote deep}\cell\row"
                r"\trowd\pard\intbl 1\cell\cell 3\cell\row\pard after\par"
            ),
            "a | b[1]\n1 |  | 3\n\nafter\n\n[1] deep",
            [],
        ),
        (r"{\listtext 1.\tab}First\par{\listtext\f2 \'b7\tab}Second\par", "1. First\n• Second", []),
        (
            r'{\field{\*\fldinst HYPERLINK "https://example.org/a"}{\fldrslt words}}',
            "words ⟨https://example.org/a⟩",
            [],
        ),
        (r"{\f2\'fe}{\upr{ansi}{\*\ud{\u1071?}}}{\*\unknown no}{\pict 00ff00}", "☑Я", []),
        (
            r"a\par{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard Box\par}}{\shprslt twice}}\par",
            "a\n\nBox",
            [],
        ),
        ("a\\bin5 }}}}} b", "a b", []),
        (
            r"{\header\pard Registry\par}{\footer\pard Page {\field{\*\fldinst PAGE}{\fldrslt 3}}\par}Words",
            "Registry\n\nWords\n\nPage",
            [],
        ),
    ],
)
def test_an_rtf_is_read_as_on_paper(body, text, notes):
    told = told_by(rtf, rtf_of(body))
    assert (told.text, told.notes, told.fault) == (text, notes, "")


def test_letters_of_an_rtf_are_of_the_code_page_of_their_font():
    told = told_by(
        rtf, rtf_of(r"Caf\'e9 {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} {\f3 \'c7\'e1\'e1\'e5} {\f4 \'93\'fa\'96\'7b}")
    )
    assert told.text == "Café Привет الله 日本"


def test_an_rtf_that_is_cut_off_is_read_up_to_there_and_says_so():
    told = told_by(rtf, rtf_of(r"One\par Two\par Three")[:-4])
    assert (told.text, told.notes) == ("One\n\nTwo\n\nTh", ["document.cut_off"])


@pytest.mark.parametrize("program", [docx, odt, rtf])
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"some text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rt"]
)
def test_what_is_no_such_file_is_a_fault(program, content):
    assert told_by(program, content).fault == "document.damaged"


def test_a_docx_under_a_password_says_so():
    content = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    )
    assert told_by(docx, content).fault == "document.locked"


def test_a_docx_without_its_text_is_damaged():
    assert told_by(docx, archive({"word/styles.xml": "<a/>"})).fault == "document.damaged"


def test_what_is_beside_the_text_of_a_docx_is_read_or_noted():
    body = (
        f'<w:p>{run("One")}<w:r><w:drawing><dgm:relIds r:dm="diagram1"/></w:drawing></w:r>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><a:blip r:link="l1"/></w:r></w:p><w:altChunk r:id="x"/>'
        '<w:p><w:r><w:pict><v:textpath string="In letters of art"/></w:pict></w:r></w:p>'
    )
    diagram = "<dgm:data><a:p><a:t>First step</a:t></a:p><a:p><a:t>Second step</a:t></a:p></dgm:data>"
    told = told_by(docx, docx_of(body, {"diagram1": diagram}, {"l1": "http://example.org/x.png"}))
    assert told.text == "One\n\nFirst step\nSecond step\n\nIn letters of art"
    assert told.notes == ["document.comments", "document.part_not_read", "document.remote_pictures"]


def test_boxes_to_tick_say_whether_they_are():
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    told = told_by(
        docx, docx_of(f"<w:p>{box.format('<w:checked/>')}{run(' yes ')}{box.format('')}{run(' no')}</w:p>")
    )
    assert told.text == "☒ yes ☐ no"


def test_an_odt_that_is_one_file_of_xml_is_read():
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0">'
        "<office:body><office:text><text:p>One</text:p><text:p>Two</text:p></office:text></office:body>"
        "</office:document>"
    )
    assert told_by(odt, content.encode()).text == "One\n\nTwo"


def test_a_note_that_is_referred_to_twice_is_read_once():
    notes = f'<w:footnotes><w:footnote w:id="7">{paragraph("The note.")}</w:footnote></w:footnotes>'
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    told = told_by(docx, docx_of(f"<w:p>{run('One')}{mark}{run(' two')}{mark}</w:p>", {"footnotes": notes}))
    assert told.text == "One[1] two[1]\n\n[1] The note."


def test_headings_of_an_odt_have_their_numbers():
    styles = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I"'
        ' style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
    )
    levels = (1, 2, 2, 3, 1, 2)
    body = "".join(f'<text:h text:outline-level="{level}">H</text:h>' for level in levels)
    told = told_by(odt, odt_of(body, styles))
    assert told.text.split("\n\n") == ["I. H", "I.1 H", "I.2 H", "H", "II. H", "II.1 H"]

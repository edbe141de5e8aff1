"""Pages as a reader sees them."""

import pytest

from isthmus.files.document.html import html
from tests.files.document.told import told_by


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<h1>Head &amp; line</h1><p>One<br>two<p>Three", "Head & line\n\nOne\ntwo\n\nThree"),
        ("<p>Some\n   words\t<b>bold</b>  and\xa0more</p>", "Some words bold and\xa0more"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul><p>d", "• a\n• b\n• c\n\nd"),
        ("<ol start=3 type=a><li>x<li value=7>y<li><p>z</p></ol>", "c. x\ng. y\nh. z"),
        (
            "<table><caption>T</caption><tr><th>h1<th>h2<tr><td>1<td>2</table>after",
            "T\n\nh1 | h2\n1 | 2\n\nafter",
        ),
        ("<table><tr><td><p>one</p><p>two</p><table><tr><td>1<td>2</table></table>", "one\n\ntwo\n\n1 | 2"),
        ("<pre> a  b\n  c</pre>x", " a  b\n  c\n\nx".strip()),
        ('<a href="https://example.org/a">here</a> <a href=https://example.org>example.org</a>', None),
        ('<p hidden>a</p><p style="color:red; display : none">b</p><template>c</template><p>d', "d"),
        ("<title>t</title><style>p{}</style><script>if (a<b) '</p>'</script><noscript>n</noscript>w", "w"),
        ("a<!-- b -->c<!DOCTYPE x><?php echo 1 ?>d<![CDATA[e]]>f", "acdf"),
        ("1 < 2 &lt; 3 &#x42f; &copy; &unknown; &#99999999999999;", "1 < 2 < 3 Я © &unknown; �"),
        ("10<sup>2</sup> m<sup>nd</sup>", "10² mnd"),
        ("so&shy;ft ze\u200bro ن\u200cم", "soft zero ن\u200cم"),
        (
            "<ruby>漢<rp>(</rp><rt>かん</rt></ruby> <q>said</q> <img alt='😀'><img alt='a picture'>",
            "漢(かん) “said” 😀",
        ),
        ("<div><span>one</span></div><div>two</div>three", "one\n\ntwo\n\nthree"),
        ("<p dir=rtl>في عام <bdi>٢٠١٧</bdi> كان", "في عام ٢٠١٧ كان"),
        ("<textarea><b>typed</b></textarea>", "<b>typed</b>"),
        ("</p></td></table><p>stray", "stray"),
    ],
)
def test_a_page_is_read_as_it_is_shown(page, text):
    told = told_by(html, page.encode())
    assert told.fault == ""
    assert told.text == (text or "here ⟨https://example.org/a⟩ example.org")


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="http://example.org/x.gif">',
        "<img src=//example.org/x.gif>",
        '<img srcset="https://example.org/x.gif 2x">',
        '<table background="http://example.org/x.gif">',
        "<div style=\"background:url( 'https://example.org/x.gif')\">",
        '<p hidden><img src="http://example.org/x.gif"></p>',
    ],
)
def test_pictures_elsewhere_are_noted_and_stay_there(tag):
    assert told_by(html, f"{tag}x".encode()).notes == ["document.remote_pictures"]
    assert (
        told_by(
            html, b'<img src="x.gif"><img src="data:image/gif;base64,"><a href="http://example.org">x'
        ).notes
        == []
    )


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<META http-equiv=Content-Type content="text/html; charset=koi8-r">', "koi8-r"),
        ('<?xml version="1.0" encoding="iso-8859-5"?>', "iso-8859-5"),
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_the_charset_is_what_a_page_declares(declared, codec):
    assert told_by(html, f"{declared}<p>Привет".encode(codec)).text == "Привет"


def test_one_that_says_nothing_is_asked_about_and_one_that_is_wrong_says_what_is_lost():
    assert told_by(html, "<p>Привет".encode("cp1251")).parameters == "charset=windows-1251 guessed"
    assert told_by(html, "<meta charset=zip>Привет".encode("cp1251")).text == "Привет"
    assert told_by(html, b"<p>\xff\x00\x01\x02").fault == "document.charset"
    assert told_by(html, "<meta charset=utf-8>Привет".encode("cp1251")).notes == ["document.letters_lost"]

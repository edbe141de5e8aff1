"""The support graph, across and down the page: everything is there, and it reads without colour."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.corroborate.values import SupportGraph
from isthmus.core.messages import Message
from isthmus.language import ENGLISH
from tests.draw.graphs import (
    CIRCULAR,
    IDS,
    KINDS,
    LABELS,
    ONE_HELD,
    SVG,
    drawn_text,
    graph,
    graphs,
    having,
    node,
    parsed,
    titles,
)
from tests.draw.said import draw_support_graph, draw_support_lanes, support_rows

ROOT = Path(__file__).parents[2]

Draw = Callable[..., str]
both = pytest.mark.parametrize("draw", [draw_support_graph, draw_support_lanes])


@both
def test_the_drawing_is_one_image_with_a_title_and_a_description(draw: Draw) -> None:
    svg = parsed(draw(ONE_HELD, {"second": "Newspaper B"}, prefix="p"))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "p-title p-desc"
    title, desc = svg[0], svg[1]
    assert (title.get("id"), title.text) == ("p-title", "What it rests on")
    assert (desc.get("id"), desc.text) == (
        "p-desc",
        "Independent lines: 1. It rests on Newspaper B. We know it through site.",
    )


@both
def test_a_record_without_lines_says_that_nothing_leads_on(draw: Draw) -> None:
    svg = parsed(draw(graph(node("a", documents=("d1",)), lines=0), {}))
    assert svg[1].text == "Independent lines: 0. Nothing that we hold leads to anybody who is said to know."


@both
def test_held_and_missing_documents_differ_in_words_and_in_dashes(draw: Draw) -> None:
    svg = draw(ONE_HELD, {"d1": "Report", "d2": "Letter", "d3": "Note"})
    assert titles(svg, "sg-held") == ["Report · held"]
    assert sorted(titles(svg, "sg-missing")) == ["Letter · missing", "Note · missing"]
    assert not [each for box in having(svg, "sg-held") for each in box.iter() if each.get("stroke-dasharray")]
    for box in having(svg, "sg-missing"):
        assert all(each.get("stroke-dasharray") for each in box.iter(f"{SVG}path"))


@both
def test_a_bottleneck_has_a_double_border_and_the_word(draw: Draw) -> None:
    (box,) = having(draw(ONE_HELD, {}), "sg-bottleneck")
    assert len(list(box.iter(f"{SVG}rect"))) == 2
    assert box.findtext(f"{SVG}title") == "second · bottleneck"
    plain = [
        each
        for each in having(draw(ONE_HELD, {}), "sg-source")
        if "sg-bottleneck" not in each.get("class", "")
    ]
    assert {len(list(each.iter(f"{SVG}rect"))) for each in plain} == {1}


@both
def test_what_we_know_it_through_has_a_thick_side_and_the_words(draw: Draw) -> None:
    svg = draw(ONE_HELD, {})
    assert titles(svg, "sg-known") == ["site · we know it through"]
    assert len(having(svg, "sg-side")) == 1


@both
def test_words_say_who_is_protected_who_is_anonymous_and_what_would_help(draw: Draw) -> None:
    svg = draw(ONE_HELD, {}, kinds={**KINDS, "second": "anonymous"})
    assert "police · protected" in titles(svg, "sg-source")
    assert "second · bottleneck · anonymous" in titles(svg, "sg-source")
    assert "analyst · a document here would make it 2" in titles(svg, "sg-source")


@both
def test_sources_that_count_as_one_are_all_named(draw: Draw) -> None:
    svg = draw(graph(node("a", sources=("a", "b"), documents=("d",))), {"a": "Paper", "b": "Its owner"})
    assert titles(svg, "sg-source") == ["Paper + Its owner · count as one · how they know is not stated"]


@both
def test_a_circle_is_drawn_and_said(draw: Draw) -> None:
    svg = draw(CIRCULAR, {})
    circling = [each.split(" · ")[0] for each in titles(svg, "sg-source") if "in a circle" in each]
    assert sorted(circling) == ["a", "b", "c", "f"]


@both
def test_edges_of_missing_documents_are_dotted(draw: Draw) -> None:
    svg = draw(ONE_HELD, {})
    assert len(having(svg, "sg-faint")) == 2
    assert all(each.get("stroke-dasharray") for each in having(svg, "sg-faint"))
    assert not any(each.get("stroke-dasharray") for each in having(svg, "sg-edge"))


@both
def test_what_is_supposed_wrong_is_dotted_and_all_that_leads_through_it_is_faint(draw: Draw) -> None:
    away = replace(node("a", documents=("d1",)), away=True, cut_off=True)
    svg = draw(graph(away, node("b", at_origin=True), faint=(("a", "b"),)), {})
    assert titles(svg, "sg-away") == ["a · supposed wrong"]
    assert having(svg, "sg-box")
    assert len(having(svg, "sg-faint")) == 2


@both
def test_a_box_leads_to_its_address_and_the_drawing_is_then_no_single_picture(draw: Draw) -> None:
    svg = parsed(draw(ONE_HELD, {}, addresses={"second": "/what-if/?source=1&control=1"}))
    (link,) = svg.iter(f"{SVG}a")
    assert link.get("href") == "/what-if/?source=1&control=1"
    assert link.findtext(f"{SVG}g/{SVG}title", "").startswith("second")
    assert svg.get("role") == "group"


@both
def test_many_documents_of_one_source_fold_into_one_box_that_names_them(draw: Draw) -> None:
    svg = draw(graph(node("a", documents=tuple("bcdefg"), at_origin=True)), {})
    assert titles(svg, "sg-held") == ["b · held", "c · held", "d; e; f; g"]
    assert "4 more held" in drawn_text(svg)


@both
def test_a_hostile_label_stays_text(draw: Draw) -> None:
    label = '</text><script>alert("1")</script>&\x00\x1b\u202e\ud800 "onload='
    svg = draw(graph(node("a", documents=("d",))), {"a": label, "d": label}, prefix="p")
    tags = {each.tag.removeprefix(SVG) for each in parsed(svg).iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "line", "text"}
    assert '</text><script>alert("1")</script>& "onload=' in titles(svg, "sg-source")[0]
    svg.encode("utf-8")


@both
def test_a_label_in_a_script_from_right_to_left_is_set_so(draw: Draw) -> None:
    svg = draw(graph(node("a", documents=("d",)), node("b")), {"a": "صحيفة", "b": "Paper"})
    by_text = {each.text: each.get("direction") for each in parsed(svg).iter(f"{SVG}text")}
    assert by_text["صحيفة"] == "rtl"
    assert by_text["Paper"] is None


def test_on_a_page_from_right_to_left_the_record_is_on_the_right() -> None:
    ltr, rtl = (
        having(draw_support_graph(ONE_HELD, {}, rtl=mirrored), "sg-shore")[0] for mirrored in (False, True)
    )
    assert float(ltr.get("x1", "")) < 10
    assert float(rtl.get("x1", "")) > 500


def test_a_long_label_is_cut_and_kept_in_full_in_the_title() -> None:
    label = "A very long name of a very long lived monitoring group of the northern district and its valley"
    svg = draw_support_graph(graph(node("a", documents=("d",))), {"a": label})
    assert titles(svg, "sg-source")[0].startswith(label)
    assert "…" in drawn_text(svg)


def test_the_words_can_be_in_another_language() -> None:
    german = {"draw.bottleneck": "Engpass", "draw.record": "unsere Akte"}

    def say(message: Message) -> str:
        return german.get(message.code) or ENGLISH(message)

    svg = draw_support_graph(ONE_HELD, {}, say=say)
    assert "Engpass" in drawn_text(svg)
    assert "unsere Akte" in drawn_text(svg)


def test_boxes_across_the_page_do_not_overlap() -> None:
    boxes = [
        tuple(float(each.get(name, "")) for name in ("x", "y", "width", "height"))
        for each in having(draw_support_graph(ONE_HELD, {}), "sg-box")
        if each.tag == f"{SVG}rect"
    ]
    for at, (x, y, width, height) in enumerate(boxes):
        for left, top, _, _ in boxes[at + 1 :]:
            assert left >= x + width or x >= left + width or top >= y + height or y >= top + height


def test_the_narrow_drawing_is_never_wider_than_a_small_screen() -> None:
    wide = graph(
        *(node(each, documents=(f"{each} d",)) for each in IDS),
        edges=tuple((one, other) for one in IDS for other in IDS if one < other),
    )
    svg = draw_support_lanes(wide, {})
    assert float(parsed(svg).get("width", "")) == 288
    xs = [float(each.get("x", 0)) for each in parsed(svg).iter()]
    assert min(xs) >= 0
    assert max(xs) <= 288


@both
@settings(max_examples=60)
@given(shown=graphs(), labels=st.dictionaries(st.sampled_from(IDS), LABELS), rtl=st.booleans())
def test_every_node_document_and_edge_is_drawn_and_nothing_is_inline(
    draw: Draw, shown: SupportGraph, labels: dict[str, str], rtl: bool
) -> None:
    svg = draw(shown, labels, rtl=rtl, prefix="p")
    assert len(having(svg, "sg-source")) == len(shown.nodes)
    for kind, of in (("sg-held", "documents"), ("sg-missing", "missing")):
        assert len(having(svg, kind)) == sum(min(len(getattr(each, of)), 3) for each in shown.nodes)
    held = [each for each in shown.nodes for _ in each.documents[:3]]
    to_shores = len(held) + sum(each.at_origin for each in shown.nodes)
    assert len(having(svg, "sg-edge")) == len(shown.edges) + len(held) + to_shores
    missing = sum(min(len(each.missing), 3) for each in shown.nodes)
    assert len(having(svg, "sg-faint")) == len(shown.faint_edges) + missing
    _assert_nothing_inline(parsed(svg))
    assert svg == draw(shown, labels, rtl=rtl, prefix="p")


def _assert_nothing_inline(svg: ET.Element) -> None:
    for each in svg.iter():
        assert each.tag.removeprefix(SVG) not in ("style", "script", "foreignObject", "a", "use", "image")
        assert not [
            name for name in each.attrib if name == "style" or name.startswith("on") or "href" in name
        ]
    ids = [each.get("id") for each in svg.iter() if each.get("id")]
    assert sorted(ids) == ["p-desc", "p-title"]


def test_the_drawing_does_not_depend_on_the_order_of_hashes() -> None:
    script = (
        "from tests.draw.graphs import CIRCULAR, ONE_HELD, graph, node\n"
        "from tests.draw.said import draw_support_graph, draw_support_lanes\n"
        "nodes = [node(name, missing=(name + 'm',)) for name in 'abcdefgh']\n"
        "faint = tuple((one, other) for one in 'abcd' for other in 'efgh')\n"
        "for each in (CIRCULAR, ONE_HELD, graph(*nodes, faint=faint)):\n"
        "    print(draw_support_graph(each, {}), draw_support_lanes(each, {}))\n"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(drawn) == 1


def test_the_rows_say_the_same_as_the_drawing() -> None:
    rows = {
        row.name: row for row in support_rows(ONE_HELD, {"d1": "Report", "site": "News site"}, kinds=KINDS)
    }
    assert rows["News site"].held == ("Report",)
    assert rows["News site"].knows_from == ("second",)
    assert rows["second"].marks == ("bottleneck",)
    assert rows["second"].missing == ("d2",)
    assert rows["police"].knows_from == ("what happened",)
    assert rows["police"].marks == ("protected",)


@given(shown=graphs())
def test_the_rows_name_every_edge(shown: SupportGraph) -> None:
    rows = support_rows(shown, {})
    assert sum(len(row.knows_from) for row in rows) == len(shown.edges) + sum(
        each.at_origin for each in shown.nodes
    )
    assert sum(len(row.knows_from_missing) for row in rows) == len(shown.faint_edges)

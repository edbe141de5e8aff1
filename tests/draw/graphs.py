"""Support graphs to draw: the worked example by hand, one of each oddity, and random ones."""

from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from isthmus.core.corroborate.values import GraphNode, SupportGraph

SVG = "{http://www.w3.org/2000/svg}"


def node(
    name: str,
    *,
    sources: tuple[str, ...] = (),
    documents: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    at_origin: bool = False,
    rests_on: bool = False,
    known_through: bool = False,
    would_make: int | None = None,
) -> GraphNode:
    return GraphNode(
        name, sources or (name,), documents, missing, at_origin, rests_on, known_through, would_make
    )


def graph(
    *nodes: GraphNode,
    edges: tuple[tuple[str, str], ...] = (),
    faint: tuple[tuple[str, str], ...] = (),
    lines: int = 1,
) -> SupportGraph:
    return SupportGraph("a1", lines, nodes, edges, faint)


# One document held: everything passes through one newspaper, and two documents are missing.
ONE_HELD = graph(
    node("analyst", would_make=2),
    node("contacts", at_origin=True),
    node("first", missing=("d3",), would_make=2),
    node("government", at_origin=True),
    node("police", at_origin=True),
    node("second", missing=("d2",), rests_on=True),
    node("site", documents=("d1",), known_through=True),
    edges=(
        ("analyst", "contacts"),
        ("first", "government"),
        ("first", "police"),
        ("second", "analyst"),
        ("second", "first"),
        ("site", "second"),
    ),
)
KINDS = {"contacts": "protected", "government": "protected", "police": "protected"}

CIRCULAR = graph(
    node("a", documents=("d1",), known_through=True),
    node("b"),
    node("c"),
    node("eyewitness", at_origin=True, rests_on=True),
    node("f", documents=("d2",)),
    edges=(("a", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("a", "eyewitness"), ("f", "f")),
)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def having(svg: str, kind: str) -> list[ET.Element]:
    """Return the elements that carry a class."""
    return [each for each in parsed(svg).iter() if kind in each.get("class", "").split()]


def titles(svg: str, kind: str) -> list[str]:
    """Return the full text of the boxes that carry a class."""
    return [each.findtext(f"{SVG}title", "") for each in having(svg, kind)]


def drawn_text(svg: str) -> str:
    return " ".join(each.text or "" for each in parsed(svg).iter(f"{SVG}text"))


IDS = [f"s{at:02}" for at in range(12)]
LABELS = st.text(max_size=60)


@st.composite
def graphs(draw: st.DrawFn) -> SupportGraph:
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=12))
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)) if ids else st.nothing()
    edges = draw(st.lists(pairs, unique=True, max_size=24)) if ids else []
    faint = draw(st.lists(pairs, unique=True, max_size=6)) if ids else []
    nodes = [
        node(
            each,
            documents=tuple(f"{each} d{at}" for at in range(draw(st.integers(0, 5)))),
            missing=tuple(f"{each} m{at}" for at in range(draw(st.integers(0, 2)))),
            at_origin=draw(st.booleans()),
            rests_on=draw(st.booleans()),
            known_through=draw(st.booleans()),
            would_make=draw(st.none() | st.integers(1, 9)),
        )
        for each in sorted(ids)
    ]
    solid = tuple(sorted(edges))
    return graph(*nodes, edges=solid, faint=tuple(sorted(set(faint) - set(edges))))

"""Independent lines against the definition tried by brute force, and against figures known beforehand."""

from hypothesis import given

from isthmus.cli.corroborate import _incident_as_json, _person_as_json
from isthmus.core.corroborate import corroborate_incident, parts_in, person_lines, support_graph
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from tests.core.brute import Brute
from tests.core.small_registers import often, workbooks


@often
@given(workbooks())
def test_every_figure_of_every_incident_is_what_trying_everything_gives(book: Workbook) -> None:
    brute, register = Brute(book), Register.of(book)
    assert sorted(register.incidents) == sorted(min(acts) for acts in brute.incidents())
    for acts in brute.incidents():
        assert _incident_as_json(corroborate_incident(register, min(acts))) == brute.incident(acts)


@often
@given(workbooks())
def test_every_part_of_every_person_is_what_trying_everything_gives(book: Workbook) -> None:
    brute, register = Brute(book), Register.of(book)
    parts = [found for incident in register.incidents for found in parts_in(register, incident)]
    assert sorted({person for person, _ in parts} - {min(each) for each in brute.persons()}) == []
    for mentions in brute.persons():
        mine = person_lines(
            register, min(mentions), [part for person, part in parts if person == min(mentions)]
        )
        assert _person_as_json(mine) == brute.person(mentions)


@often
@given(workbooks())
def test_the_graph_that_is_drawn_marks_what_the_figures_say(book: Workbook) -> None:
    register = Register.of(book)
    for incident in register.incidents:
        graph, found = support_graph(register, incident), corroborate_incident(register, incident)
        assert graph.lines == found.support.lines
        assert sum(node.rests_on for node in graph.nodes) <= len(found.support.rests_on)
        assert {edge for edges in (graph.edges, graph.faint_edges) for pair in edges for edge in pair} <= {
            node.id for node in graph.nodes
        }

"""What the desk says of an estimate is what the command says of it."""

from dataclasses import replace
from json import dumps, loads

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from isthmus.cli.estimate import command
from isthmus.cli.estimate.report import report
from isthmus.core.estimate.estimate import Estimate, Verdict
from isthmus.language import english
from tests.accounts import who
from tests.actions.estimating_case import bring_in_overlapping, planned
from tests.core.estimate.made import independent, said

pytestmark = pytest.mark.any_database


@st.composite
def estimates(draw):
    """Estimates with figures made up, by one to four models, or refused."""
    lists = independent(draw(st.integers(1, 5)), draw(st.integers(20, 40_000)))
    chosen = draw(st.sets(st.sampled_from(("lcmcr", "dga", "loglinear", "mth")), min_size=1))
    times = st.floats(1.0, 50.0)
    models = {
        name: said(name, about=lists.n * draw(times), spread=draw(st.floats(0.01, 0.5)))
        for name in sorted(chosen)
    }
    verdict = draw(st.sampled_from(("estimate", "warn", "refuse")))
    found = Estimate(lists, Verdict(verdict), models, {}, 1, {})
    strata = {"one": found} if draw(st.booleans()) else {}
    return replace(found, strata=strata, lower_bound=bool(strata) and draw(st.booleans()))


@given(estimates())
def test_both_quote_the_same_sentence(found):
    from isthmus.web.desk.estimating.stored_estimate import stored_estimate

    desk = english(stored_estimate(loads(dumps(found.as_json()))).quotable().message)
    assert " ".join(report(found)).startswith(desk)


def test_the_page_of_a_run_says_what_the_command_says_of_its_table(db, signed_in, tmp_path):
    from isthmus.actions.desk.estimating import run_estimate

    bring_in_overlapping(people=300, copied=False)
    run = run_estimate(plan=planned(), actor=who("B"), seed=7)
    table = tmp_path / "lists.csv"
    table.write_bytes(b"".join(signed_in.get(f"/estimate/run/{run.uid}/lists.csv").streaming_content))
    page = signed_in.get(f"/estimate/run/{run.uid}/").content.decode()
    ran = CliRunner().invoke(command, [str(table), "--seed", "7"])
    quoted = " ".join(ran.stdout.split("\n\n", maxsplit=1)[0].split())
    assert "In all there were between" in quoted
    assert quoted in page
    figures = [line for line in ran.stdout.splitlines() if line.startswith(("latent", "decomp", "log-lin"))]
    assert len(figures) > 2
    for median in (line.split("   ")[1:] for line in figures[:3]):
        for figure in " ".join(median).replace(" to ", " ").split():
            assert figure in page

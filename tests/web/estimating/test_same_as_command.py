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
from isthmus.core.estimate.values import not_computed
from isthmus.core.estimate.vocabulary import MODELS
from isthmus.core.messages import Message
from isthmus.language import english
from tests.accounts import who
from tests.actions.estimating_case import bring_in_overlapping, planned
from tests.core.estimate.made import independent, said

pytestmark = pytest.mark.any_database


NO = Message("estimate.no_draws")


@st.composite
def models(draw, about):
    """One to all models, each with a figure, with chains that have not settled, or not computed."""
    found = {}
    for name in sorted(draw(st.sets(st.sampled_from(MODELS), min_size=1))):
        made = said(name, about=about * draw(st.floats(1.0, 50.0)), spread=draw(st.floats(0.01, 0.5)))
        how = draw(st.sampled_from(("settled", "settled", "unsettled", "none")))
        found[name] = (
            not_computed(name, NO)
            if how == "none"
            else replace(made, unsettled=NO if how == "unsettled" else None)
        )
    return found


@st.composite
def estimates(draw):
    """Estimates with figures made up, refused, of lists that are left out, by strata, and lower bounds."""
    lists = independent(draw(st.integers(1, 5)), draw(st.integers(20, 40_000)))
    verdict = draw(st.sampled_from(("estimate", "warn", "refuse")))
    outside = draw(st.integers(0, lists.n))
    found = Estimate(
        lists, Verdict(verdict), draw(models(lists.n)), {}, 1, {},
        lower_bound=draw(st.booleans()), unestimated=outside, left_out=("D",) if outside else (),
    )  # fmt: skip
    return replace(found, strata={"one": found} if draw(st.booleans()) else {})


@given(estimates())
def test_both_quote_the_same_sentence(found):
    from isthmus.web.desk.estimating.stored_estimate import stored_estimate

    stored = stored_estimate(loads(dumps(found.as_json())))
    printed = " ".join(" ".join(report(found)).split())
    assert printed.startswith(english(stored.quotable().message))
    for each in stored.figures:
        shown = each.instead or Message("estimate.interval", low=each.at95[0], high=each.at95[1])
        assert english(shown) in printed


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
    figures = [
        line
        for line in ran.stdout.splitlines()
        if line.startswith(("latent", "decomp", "log-lin", "pairs of"))
    ]
    assert len(figures) == len(MODELS)
    for line in figures:
        for figure in " ".join(line.split("   ")[1:]).replace(" to ", " ").split():
            assert figure in page

"""What a run found in the desk: documented beside estimated, in words that can be quoted, and nobody's name."""

import csv
import io
from json import loads

import pytest

from isthmus.actions.desk import jobs
from isthmus.actions.desk.documents import release_document
from isthmus.actions.desk.estimating import run_estimate
from isthmus.store.desk.models import Document, EstimateRun
from tests.accounts import who
from tests.actions.estimating_case import bring_in_overlapping, fake_models, planned


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    bring_in_overlapping()


def text_of(browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def ran(monkeypatch, verdict: str = "estimate", **plan) -> EstimateRun:
    fake_models(monkeypatch, verdict)
    return run_estimate(plan=planned(**plan), actor=who("B"), seed=7)


def test_a_run_is_asked_for_goes_on_and_leads_to_what_it_found(signed_in, monkeypatch):
    fake_models(monkeypatch)
    plan = planned()
    started = signed_in.post(f"/estimate/{plan.uid}/start/", {"seed": "7"})
    assert "A run is going on" in text_of(signed_in, f"/estimate/{plan.uid}/")
    assert "Estimating: waiting" in text_of(signed_in, started["Location"])
    assert jobs.run_next()
    page = text_of(signed_in, started["Location"])
    assert f"/estimate/run/{EstimateRun.objects.get().uid}/" in page
    assert EstimateRun.objects.get().seed == 7


def test_the_first_sentence_can_be_quoted(signed_in, monkeypatch):
    run = ran(monkeypatch)
    page = text_of(signed_in, f"/estimate/run/{run.uid}/")
    low, high = int(run.n * 1.8 / 1.4), -int(-run.n * 2.2 * 1.4 // 1)
    assert (
        f"{run.n} people are documented. This rests on 4 lists. In all there were between {low} and {high} people,"
        in page
    )
    assert "by the 95 % intervals of all models together" in page
    for model in ("Latent classes", "Decomposable graphs", "Log-linear"):
        assert model in page


def test_a_refusal_shows_what_is_documented_and_why(signed_in, monkeypatch):
    run = ran(monkeypatch, "refuse")
    page = text_of(signed_in, f"/estimate/run/{run.uid}/")
    assert "These lists cannot show how many people went undocumented" in page
    assert "There are 2 lists with people." in page
    assert "Models side by side" not in page
    assert "Estimated in all" in page
    assert "these lists cannot say" in page


def test_warnings_stand_before_the_figures(signed_in, monkeypatch):
    page = text_of(signed_in, f"/estimate/run/{ran(monkeypatch, 'warn').uid}/")
    assert page.index("The models disagree about how many are on no list: 22 by") < page.index(
        "Models side by side"
    )


@pytest.mark.parametrize("verdict", ["estimate", "warn", "refuse"])
def test_what_speaks_against_the_lists_goes_wherever_the_figures_go(signed_in, monkeypatch, verdict):
    list_derivations = "“Newspaper” was in part made from “Monitoring group”."
    run = ran(monkeypatch, verdict)
    assert run.verdict == ("refuse" if verdict == "refuse" else "warn")
    page = text_of(signed_in, f"/estimate/run/{run.uid}/")
    assert page.index(list_derivations) < page.index("Documented, and estimated")
    assert list_derivations in page[page.index("For a methods annex") :]
    table = b"".join(signed_in.get(f"/estimate/run/{run.uid}/figures.csv").streaming_content)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert list_derivations in rows[0]["warnings"]
    assert ("The models disagree" in rows[0]["warnings"]) == (verdict == "warn")
    everything = loads(signed_in.get(f"/estimate/run/{run.uid}/all.json").content)
    assert list_derivations in everything["warnings"][0]["text"]
    assert everything["warnings"][0]["code"] == "estimate.objection"


def test_lists_that_owe_nothing_to_each_other_are_not_warned_of(signed_in, monkeypatch):
    fake_models(monkeypatch)
    run = run_estimate(plan=planned(lists=1), actor=who("B"), seed=7)
    assert run.verdict == "estimate"
    assert "Warnings about the lists" not in text_of(signed_in, f"/estimate/run/{run.uid}/")


def test_a_changed_register_is_said(signed_in, monkeypatch):
    run = ran(monkeypatch)
    assert "has changed since" not in text_of(signed_in, f"/estimate/run/{run.uid}/")
    release_document(Document.objects.get(ref="d2"), actor=who("B"))
    assert "The register has changed since" in text_of(signed_in, f"/estimate/run/{run.uid}/")
    assert "the register has changed since" in text_of(signed_in, f"/estimate/{run.plan.uid}/")


def test_what_is_downloaded_can_be_run_again(signed_in, monkeypatch):
    run = ran(monkeypatch, stratified="year")
    text = b"".join(signed_in.get(f"/estimate/run/{run.uid}/lists.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [
        "Monitoring group",
        "Newspaper",
        "Legal aid",
        "Relatives' list",
        "stratum",
        "count",
    ]
    assert sum(int(row["count"]) for row in rows) == run.n
    assert {row["stratum"] for row in rows} >= {"2017", "2018"}
    everything = loads(signed_in.get(f"/estimate/run/{run.uid}/all.json").content)
    assert everything["seed"] == 7
    assert everything["given"]["lists"][0]["sources"] == ["s0", "s9"]
    assert everything["verdict"] == "warn"  # one list was in part made from another
    figures = b"".join(signed_in.get(f"/estimate/run/{run.uid}/figures.csv").streaming_content).decode()
    assert "lcmcr" in figures
    assert "Exemplarov" not in text + str(everything) + figures


def test_a_refused_run_has_no_figures_in_its_files(signed_in, monkeypatch):
    run = ran(monkeypatch, "refuse")
    text = b"".join(signed_in.get(f"/estimate/run/{run.uid}/figures.csv").streaming_content).decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["low95"] for row in rows] == [""] * 5
    assert "There are 2 lists with people." in rows[0]["refused"]


def test_no_page_of_estimates_names_anybody(signed_in, monkeypatch):
    run = ran(monkeypatch)
    for path in ("/estimate/", "/estimate/new/", f"/estimate/{run.plan.uid}/", f"/estimate/run/{run.uid}/"):
        assert "Exemplarov" not in text_of(signed_in, path)
        title = text_of(signed_in, path).split("<title>")[1].split("</title>")[0]
        assert title == "Estimate · Isthmus"


def test_what_a_run_found_is_destroyed(signed_in, monkeypatch):
    run = ran(monkeypatch)
    page = signed_in.post(f"/estimate/run/{run.uid}/remove/", follow=True).content.decode()
    assert "was destroyed" in page
    assert signed_in.get(f"/estimate/run/{run.uid}/").status_code == 404


def test_two_runs_are_listed_side_by_side(signed_in, monkeypatch):
    run = ran(monkeypatch)
    run_estimate(plan=run.plan, actor=who("B"), seed=8)
    page = text_of(signed_in, f"/estimate/{run.plan.uid}/")
    assert page.count('href="/estimate/run/') == 2
    assert "Run again" in page


def test_a_seed_that_is_none_is_refused_in_words(signed_in, monkeypatch):
    plan = planned()
    page = signed_in.post(f"/estimate/{plan.uid}/start/", {"seed": "often"}, follow=True).content.decode()
    assert "A seed is a whole number" in page


def test_an_estimate_is_archived_and_restored(signed_in, monkeypatch):
    plan = planned()
    assert "Archived" in signed_in.post(f"/estimate/{plan.uid}/remove/", follow=True).content.decode()
    assert "1 is archived" in text_of(signed_in, "/estimate/")
    assert "Restore" in text_of(signed_in, f"/estimate/{plan.uid}/")
    assert "already" in signed_in.post(f"/estimate/{plan.uid}/remove/", follow=True).content.decode()
    assert "Brought back" in signed_in.post(f"/estimate/{plan.uid}/bring-back/", follow=True).content.decode()


def test_without_the_extra_lists_are_shown_and_the_page_says_what_to_install(signed_in, monkeypatch):
    monkeypatch.setattr("isthmus.actions.desk.estimating.can_estimate", lambda: False)
    page = text_of(signed_in, f"/estimate/{planned().uid}/")
    assert "pip install &#x27;isthmus[estimate]&#x27;" in page
    assert "Estimate now" not in page
    assert "How the lists overlap" in page


def test_the_downloaded_table_is_read_as_the_lists_that_it_was_made_from(signed_in, monkeypatch, tmp_path):
    from isthmus.core.estimate.lists_under_linkage import as_lists
    from isthmus.files.lists.reading import read_lists

    fake = fake_models(monkeypatch)
    run = run_estimate(plan=planned(stratified="year"), actor=who("B"))
    table = tmp_path / "lists.csv"
    table.write_bytes(b"".join(signed_in.get(f"/estimate/run/{run.uid}/lists.csv").streaming_content))
    found = {name: each.digest() for name, each in read_lists(table, "stratum").strata.items()}
    given = as_lists(fake.asked[0].built.capture)
    assert found == {fake.asked[0].strata[name]: each.digest() for name, each in given.items()}


def test_the_veil_covers_names_in_names_of_lists(signed_in, monkeypatch):
    from isthmus.actions.desk.estimating import Plan, save_plan

    lists = [("List of Person001 Exemplarov", ["s0", "s9"]), ("Newspaper", ["s1"]), ("Legal aid", ["s2"])]
    plan = save_plan(Plan("List of Exemplarov", lists), actor=who("B"))
    fake_models(monkeypatch)
    run = run_estimate(plan=plan, actor=who("B"))
    paths = ("/estimate/", f"/estimate/{plan.uid}/", f"/estimate/run/{run.uid}/")
    assert all("Exemplarov" in text_of(signed_in, path) for path in paths)
    signed_in.post("/veil/", {"next": "/"})
    assert not any("Exemplarov" in text_of(signed_in, path) for path in paths)


def test_a_run_that_was_cut_off_is_said_where_it_is_run_again(signed_in, monkeypatch):
    plan = planned()
    signed_in.post(f"/estimate/{plan.uid}/start/")
    jobs.interrupt_unfinished()
    assert "interrupted, run again" in text_of(signed_in, f"/estimate/{plan.uid}/")

"""`isthmus link run`: propose which mentions are of one person or group, or which acts of one incident."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.keeper_key import identity as identity_option
from isthmus.cli.keeper_key import identity_passphrase, opened_identity
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.actions.desk.keepers.looks import KeeperLook
    from isthmus.store.desk.models import LinkRun
    from isthmus.store.desk.queries.proposals import OpenPairs

__all__ = ["command"]


@click.command("run", cls=InWorkspace)
@folder
@click.option(
    "--kind", type=click.Choice(["person", "group", "incident"]), default="person", show_default=True
)
@click.option(
    "--full",
    is_flag=True,
    help="Compare all records and refit the model.",
)
@click.option(
    "--seed", default=1, show_default=True, help="The same register and seed give the same proposals."
)
@identity_option
@identity_passphrase
@passphrase_file
@as_json_option
def command(
    folder: Path,
    kind: str,
    full: bool,
    seed: int,
    identity: Path | None,
    identity_passphrase_file: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Link a workspace: compare all mentions of single persons, and propose which belong together.

    With --kind group it compares the names of groups and units, with when and where they are mentioned; with --kind
    incident all acts.

    After a first run only what is new or changed is compared, with the others as with each other; the result is that of
    comparing everything with what the first run learned.

    DIR is the workspace, else the one that ISTHMUS_WORKSPACE names, else the current directory. People judge what it
    proposes, in the desk under Link reports. It joins by itself only from the probability that the workspace has set.

    Sealed mentions are left out, and their number is said. With --identity a keeper has them compared.
    """
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.linking import NotLinked, run_link
    from isthmus.cli.progress import on_terminal
    from isthmus.store.desk.queries.proposals import last_run, open_of

    look = _look(identity, identity_passphrase_file) if identity else None
    before = last_run(kind)
    with plain_errors(), on_terminal("Linking", short=1) as progress:
        try:
            run = run_link(kind=kind, actor=owner(), full=full, seed=seed, progress=progress, look=look)
        except NotLinked as refused:
            raise Failure(refused.message) from None
        left = open_of(run)
    if as_json:
        print_json(_as_json(run, left) | {"nothing_new": run == before})
    else:
        click.echo(_in_words(run, left, nothing_new=run == before))


def _look(identity: Path, passphrase: Path | None) -> "KeeperLook":
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.keepers.looks import begin_look

    with plain_errors():
        return begin_look(identity=opened_identity(identity, passphrase), actor=owner())


def _as_json(run: "LinkRun", left: "OpenPairs") -> dict[str, object]:
    recall = {"estimate": run.recall, "low": run.recall_low, "high": run.recall_high}
    return {
        "run": run.ref,
        "kind": run.kind,
        "records": run.records,
        "sealed": {"compared": run.sealed_compared, "left_out": run.sealed_left_out},
        "candidate_pairs": run.candidates,
        "candidate_recall": recall if run.recall is not None else None,
        "thresholds": {"strict": run.strict, "central": run.central, "lenient": run.lenient},
        "things": _things(run),
        "verdict": {
            "refusal": with_text(run.refusal) if run.refusal else None,
            "notes": [with_text(each) for each in run.notes],
        },
        "missed_pairs_at_most": run.missed_at_most,
        "joined": run.joined,
        "open": left.pairs,
        "open_told_apart": left.apart,
        "count_fewer_at_most": left.fewer,
        "trained": run.trained,
        "added": run.added,
        "seed": run.seed,
        "digest": run.input_digest,
    }


def _things(run: "LinkRun") -> dict[str, int] | None:
    if run.refusal:
        return None
    return {"strict": run.things_strict, "central": run.things_central, "lenient": run.things_lenient}


def _figure(run: "LinkRun", things: str) -> list[str]:
    if run.refusal:
        return [english(run.refusal)]
    found = f"About {run.things_central} {things}, between {run.things_lenient} and {run.things_strict}."
    missed = [run.missed_note] if run.missed_note else []
    return [found, *(english(each) for each in (*run.notes, *missed))]


def _recall(run: "LinkRun") -> str:
    if run.recall_low is None or run.recall_high is None:
        return "How many of the true pairs were candidates is not estimated."
    if run.compared_all:
        return "Every pair was compared."
    return f"An estimated {run.recall_low:.0%} to {run.recall_high:.0%} of the true pairs were candidates."


def _in_words(run: "LinkRun", left: "OpenPairs", *, nothing_new: bool) -> str:
    what, things = {"person": ("mentions", "people"), "group": ("mentions", "groups")}.get(
        run.kind, ("acts", "incidents")
    )
    lines = (
        *(["Nothing happened since the last run, which still holds:"] if nothing_new else []),
        f"Link run {run.ref}: {run.records} {what} and {run.candidates} candidate pairs.",
        _compared(run, what),
        *_sealed(run),
        *_figure(run, things),
        _recall(run),
        f"{run.joined} pairs joined by the run itself; {left.pairs} to review, in the desk under Link reports.",
        *(
            [f"Of these, {left.apart} are told apart by a source, so the run left them to you."]
            if left.apart
            else []
        ),
        *([f"They could make the count smaller by {left.fewer} at most."] if run.kind != "group" else []),
    )
    return "\n".join(lines)


def _compared(run: "LinkRun", what: str) -> str:
    added = run.added
    if added is None:
        return "Everything was compared."
    return (
        f"New or changed since the run before: {added['new']} {what}; gone: {added['gone']}. "
        f"{added['compared_pairs']} pairs were compared, and {added['clustered_again']} {what} clustered again."
    )


def _sealed(run: "LinkRun") -> list[str]:
    compared, left_out = run.sealed_compared, run.sealed_left_out
    return [
        *([f"Sealed mentions that were compared, with a keeper's key: {compared}."] if compared else []),
        *(
            [f"Sealed mentions that were left out: {left_out}. A keeper has them compared: --identity FILE."]
            if left_out
            else []
        ),
    ]

"""What estimating in a workspace says."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimating.linking_changes": text(
        "What linking leaves open changes the figure of the {model} model from {one:rounded} to {other:rounded}."
    ),
    "estimating.list_needs_name": text(
        "Each list needs a name of its own, of at most {most} letters. Change the names."
    ),
    "estimating.name_taken": text(
        'A list cannot be named "count" or "stratum" or start with = + - @. Choose another name.'
    ),
    "estimating.no_draw_carries": text("No draw of the linkage carries an estimate. {why}"),
    "estimating.no_lists": text("No source is on a list. Give the sources of at least one list its name."),
    "estimating.no_title": text("An estimate needs a title. Write what it is of."),
    "estimating.nobody_on_lists": text(
        "Nobody is on these lists: their sources document no single person with a name. Choose other acts or other "
        "sources."
    ),
    "estimating.not_installed": text("Estimating needs packages that are not installed. Run: {command}"),
    "estimating.not_put_away": text("It is not put away. Nothing was changed."),
    "estimating.not_shown_without_draws": text("Not shown, because no draw of the linkage carries it."),
    "estimating.one_control_two_lists": text("Sources under one control are one list. Give them one name."),
    "estimating.plan_gone": text("This estimate no longer exists. Set up another one."),
    "estimating.plan_gone_nothing_kept": text("This estimate no longer exists. Nothing was kept."),
    "estimating.put_away_already": text("It is put away already. Nothing was changed."),
    "estimating.some_draws_refused": plural(
        "In {n} of {draws} draws of the linkage the lists carry no estimate. {why}",
        "In {n} of {draws} draws of the linkage the lists carry no estimate. {why}",
        by="draws",
    ),
    "estimating.source_gone": text("A source is no longer in the register. Look at the lists again."),
    "estimating.too_many_draws": text("The linkage is drawn at most {most} times. Choose fewer."),
    "estimating.too_many_lists": text("There can be at most {most} lists. Join some, or leave some out."),
}

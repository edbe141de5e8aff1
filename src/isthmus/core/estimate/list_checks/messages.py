"""What is said of the lists that an estimate rests on."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimate.lists_apart": plural(
        "{lists:and} shares nobody with the lists that are used, and is left out. Who is on it alone ({people}) "
        "counts as documented; of others like them nothing is known.",
        "{lists:and} share nobody with the lists that are used, and are left out. Who is on them alone ({people}) "
        "counts as documented; of others like them nothing is known.",
        by="n",
    ),
    "estimate.lists_without_people": text("Nobody is on {lists:and}: left out."),
    "estimate.lists_made_from_others": plural(
        "{n} pair of the lists is not independent: one was in part made from the other, or with it.",
        "{n} pairs of the lists are not independent: one was in part made from the other, or with it.",
        by="n",
    ),
    "estimate.list_inside_another": plural(
        "The one person on {one} is on {other} too. One may have been made from the other, and then they are one list.",
        "Everybody on {one} is on {other} too. One may have been made from the other, and then they are one list.",
        by="n",
    ),
    "estimate.list_made_of_others": text(
        "{list} holds exactly the people of {others:and}, and nobody of its own: it tells nothing new, and is left out."
    ),
    "estimate.list_part_of_another": text(
        "Everybody on {list} is on {other}, which chance hardly gives: {list} tells nothing of people who are not on "
        "{other}, and is left out."
    ),
    "estimate.list_same_as_another": text(
        "{list} holds exactly the people of {other}: the two are one list, and {list} is left out."
    ),
    "estimate.list_named_as_attribute": text(
        "{list} is named like something that is true of people, not like a list of them. If it is not a list, the "
        "figures mean nothing: leave it out."
    ),
    "estimate.nobody_on_list_alone": text(
        "Nobody is on {list} alone, which is rare for a list that was made separately. If it was made from the others, "
        "or says something else of people, leave it out."
    ),
    "estimate.nobody_on_lists_alone": text(
        "Nobody is on {lists:or} alone, which is rare for lists that were made separately. Leave out those that were "
        "made from others, or say something else of people."
    ),
    "estimate.pair_of_lists": text("{one} and {other}"),
    "estimate.pairs_share_nobody": plural(
        "{pairs:semicolon} share no person.",
        "{n} pairs of lists share no person: {pairs:semicolon}.",
        by="n",
    ),
    "estimate.sparse": text(
        "Only {share:.1%} of the documented people are on two lists or more. Below {least:.0%} estimates are "
        "fragile."
    ),
    "estimate.heterogeneous": text(
        "Taken together, pairs of lists share more people than chance would produce: some people seem easier to reach "
        "for every list than others, or people were wrongly taken for one person. The figures can be far off, mostly "
        "too low; with five lists or more, log-linear figures may be many times too high."
    ),
}

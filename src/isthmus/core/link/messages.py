"""The words of linking: what a comparison found, how sure a run is, and what is wrong with what it was given."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    # How far reviewers agree.
    "link.agreement.alpha": text("Krippendorff's alpha"),
    "link.agreement.found": plural(
        "{coefficient} {value:.2f} (95 % interval {low:.2f} to {high:.2f}) over {units} pair that at least two"
        " reviewers answered; {observed:.0%} of the answers agree.",
        "{coefficient} {value:.2f} (95 % interval {low:.2f} to {high:.2f}) over {units} pairs that at least two"
        " reviewers answered; {observed:.0%} of the answers agree.",
        by="units",
    ),
    "link.agreement.kappa": text("Cohen's kappa"),
    "link.agreement.no_answers": text(
        "{coefficient} is not defined: no two reviewers answered about the same pair yet."
    ),
    "link.agreement.one_answer": plural(
        "{coefficient} is not defined: all answers to the {units} pair are the same, so agreement cannot be"
        " distinguished from chance. Review pairs of both kinds.",
        "{coefficient} is not defined: all answers to the {units} pairs are the same, so agreement cannot be"
        " distinguished from chance. Review pairs of both kinds.",
        by="units",
    ),
    "link.agreement.shape": text(
        "Alpha needs a row of answers for each reviewer: an array [reviewers, things]."
    ),
    "link.agreement.two_lengths": text(
        "Kappa compares answers to the same things: give two arrays of one length."
    ),
    # What labels taught.
    "link.learner.boosted": text("boosted trees"),
    "link.learner.close_logistic": text("a logistic model close to the fitted one"),
    "link.learner.em": text("the fitted model as it is"),
    "link.learner.logistic": text("a logistic model"),
    "link.learner.shifted": text("shifted weights"),
    "link.stage.learned": text(
        "{labels} labels ({same} same, {different} different) trained a second stage: {best}. It predicted held-out"
        " labels best (mean log-loss: {losses:semicolon}). Isotonic regression on held-out labels calibrates it."
    ),
    "link.stage.loss": text("{learner} {loss:.3f}"),
    "link.stage.no_labels": text("There are no labels: probabilities are as the model was fitted."),
    "link.stage.shifted": text(
        "{labels} labels ({same} same, {different} different) shifted and stretched the weights of the fitted"
        " model. From {enough} labels on, with {of_each} of each kind, a model is trained."
    ),
    "link.stage.too_few": plural(
        "{labels} label ({same} same, {different} different) is too few: probabilities are as the model was"
        " fitted. Labels are used from {enough} on, with {of_each} of each kind.",
        "{labels} labels ({same} same, {different} different) are too few: probabilities are as the model was"
        " fitted. Labels are used from {enough} on, with {of_each} of each kind.",
        by="labels",
    ),
    # Candidate recall.
    "link.dates.day_first": plural(
        "{n} date such as 05/03/2017 is read with the day first, since other dates of the same list show this order.",
        "{n} dates such as 05/03/2017 are read with the day first, since other dates of the same list show this order.",
        by="n",
    ),
    "link.dates.month_first": plural(
        "{n} date such as 05/03/2017 is read with the month first, since other dates of the same list show this order.",
        "{n} dates such as 05/03/2017 are read with the month first, since other dates of the same list show it.",
        by="n",
    ),
    "link.dates.calendar": plural(
        "{n} date may be of another calendar. It is not compared as a date: write the calendar, or convert it.",
        "{n} dates may be of another calendar. They are not compared as dates: write the calendar, or convert them.",
        by="n",
    ),
    "link.dates.century": plural(
        "{n} date has a year of two digits. It is not compared as a date: write four digits.",
        "{n} dates have a year of two digits. They are not compared as dates: write four digits.",
        by="n",
    ),
    "link.dates.hijri_year": plural(
        "{n} date is a Hijri month that began twice in its year. It is not compared as a date: write the Hijri year.",
        "{n} dates are Hijri months that began twice in the year. They are not compared as dates: write the Hijri one.",
        by="n",
    ),
    "link.dates.order": plural(
        "{n} date such as 05/03/2017 may have the day or the month first. It is not compared as a date: say which"
        " with --date-order.",
        "{n} dates such as 05/03/2017 may have the day or the month first. They are not compared as dates: say which"
        " with --date-order.",
        by="n",
    ),
    "link.dates.winter": plural(
        "{n} date is a winter of one year. It is not compared as a date: write winter 2016/17, or the months.",
        "{n} dates are a winter of one year. They are not compared as dates: write winter 2016/17, or the months.",
        by="n",
    ),
    "link.dates.year": plural(
        "{n} date has an unusual year. It is not compared as a date unless it is written as EDTF.",
        "{n} dates have an unusual year. They are not compared as dates unless they are written as EDTF.",
        by="n",
    ),
    "link.recall.all_compared": text("All pairs of one type were compared."),
    "link.recall.every_pair": text("Every pair of records was compared."),
    "link.recall.estimated": text(
        "About {estimate:.1%} of the pairs of one person were among those compared (candidate recall; 95 % interval"
        " {low:.1%} to {high:.1%}), by some {matches} that a second, looser search found. {rests} {unseen}"
    ),
    "link.recall.harder": text(
        "The looser search found {brought:.0%} of what the rules found; matches that it does not find are assumed to"
        " be missed about {times} times as often ({least} to {most} times)."
    ),
    "link.recall.on_labels": plural(
        "It rests on reviewers' labels of {labels} pair.",
        "It rests on reviewers' labels of {labels} pairs.",
        by="labels",
    ),
    "link.recall.on_model": text(
        "It rests on the model's probabilities alone, whose odds may be off by a factor of three; labels would narrow"
        " it."
    ),
    "link.recall.unknown": text(
        "Which share of the pairs of one person was compared is not known (candidate recall): a second, looser search"
        " found none to tell it by. “At least” allows for what such a search can overlook."
    ),
    "link.recall.upper_bound": text("It is an upper bound: matches that both searches miss do not show."),
    # What each comparison found, from the strongest level to the weakest.
    "link.level.by_earlier": text("compared by an earlier version"),
    "link.level.not_stated": text("not stated"),
    "link.level.of_rarity": text("{level}, {rarity}"),
    "link.rarity.common": text("common"),
    "link.rarity.rare": text("rare"),
    "link.rarity.uncommon": text("uncommon"),
    "link.rarity.usual": text("usual"),
    "link.level.given.same": text("same given name"),
    "link.level.given.one_name": text("same name in another spelling or script"),
    "link.level.given.one_holds_other": text("one given name contains the other, or is among other names"),
    "link.level.given.near": text("given names that differ by a slip"),
    "link.level.given.rough": text("similar given names"),
    "link.level.given.initial": text("initials fit"),
    "link.level.given.swapped": text("given and family name change places"),
    "link.level.given.low": text("given names with little in common"),
    "link.level.given.different": text("different given names"),
    "link.level.lineage.all_same_rare": text("all names of the family are the same and seldom come together"),
    "link.level.lineage.all_same": text("all names of the family are the same"),
    "link.level.lineage.one_same_rare": text("the one family name that both state is the same and rare"),
    "link.level.lineage.one_same_uncommon": text(
        "the one family name that both state is the same and uncommon"
    ),
    "link.level.lineage.one_same": text("the one family name that both state is the same and common"),
    "link.level.lineage.all_near": text("all names of the family are the same but for slips or spelling"),
    "link.level.lineage.all_rough": text(
        "all names of the family are similar, or broken into words differently"
    ),
    "link.level.lineage.two_near": text(
        "two of three names of the family agree, or the only one does but for a slip"
    ),
    "link.level.lineage.two_rough": text("two of three names of the family are similar, or the only one is"),
    "link.level.lineage.other_order": text("the same names in another order, or a generation left out"),
    "link.level.lineage.one_near": text("the names of the family have little in common"),
    "link.level.lineage.one_differs": text("the one family name that both state differs"),
    "link.level.lineage.different": text("different names of father and family"),
    "link.level.day.same_day": text("same day"),
    "link.level.day.one_slip": text("one digit off, or day and month changed places"),
    "link.level.day.closely": text("may be the same day, give or take a year"),
    "link.level.day.same_year": text("same year"),
    "link.level.day.loosely": text("may be the same day, but one is known only roughly"),
    "link.level.day.ages_a_year_apart": text("ages about a year apart"),
    "link.level.day.age_slip": text("ages that differ by a slip: figures exchanged, or ten years"),
    "link.level.day.within_five_years": text("not the same day, but within five years"),
    "link.level.day.within_two_years": text("not the same day, but within two years"),
    "link.level.day.different": text("different times"),
    "link.level.place.same": text("same place"),
    "link.level.place.inside": text("one lies in the other"),
    "link.level.place.similar": text("similar names of places"),
    "link.level.place.part_agrees": text("both lie in one wider place"),
    "link.level.place.different": text("different places"),
    "link.level.sex.same": text("same sex"),
    "link.level.sex.different": text("different sexes"),
    "link.level.list.across": text("in different lists"),
    "link.level.list.within": text("in one list"),
    "link.level.further.same": text("same text"),
    "link.level.further.similar": text("similar texts"),
    "link.level.further.begins_alike": text("the texts begin alike"),
    "link.level.further.different": text("different texts"),
    "link.level.day.known_to_a_month": text("may be the same day, known to a month"),
    "link.level.day.known_to_a_year": text("may be the same day, known to a year"),
    "link.level.day.within_three_days": text("not the same day, but within three days"),
    "link.level.day.within_a_month": text("not the same day, but within a month"),
    "link.level.day.apart": text("more than a month apart"),
    "link.level.place.next_inside": text("one lies in the other"),
    "link.level.place.far_inside": text("one lies somewhere in the other, which is far wider"),
    "link.level.place.next_above_same": text("different places that lie directly in one wider place"),
    "link.level.place.wider_same": text("different places, somewhere in one far wider place"),
    "link.level.number.same": text("same number"),
    "link.level.number.ranges_meet_closely": text("may be the same number, closely"),
    "link.level.number.ranges_meet": text("may be the same number, loosely"),
    "link.level.number.near": text("not the same number, but near"),
    "link.level.number.apart": text("numbers far apart"),
    "link.level.group_name.same": text("same name"),
    "link.level.group_name.alike": text("another spelling of the name"),
    "link.level.group_name.one_holds_other": text("one name holds the other"),
    "link.level.group_name.roughly": text("names roughly alike"),
    "link.level.group_name.different": text("different names"),
    "link.level.identifiers.same": text("same identifier"),
    "link.level.identifiers.one_slip": text("identifiers of one scheme, one sign apart"),
    "link.level.identifiers.different": text("other identifiers of one scheme"),
    "link.level.role.same": text("same part in the act"),
    "link.level.role.different": text("different parts in the act"),
    "link.level.victims.several_shared": text("several victims are the same"),
    "link.level.victims.one_shared": text("one victim is the same"),
    "link.level.victims.none_shared": text("both name victims, and none is the same"),
    "link.level.victims.too_many": text("no victim is the same, and together they name more than there were"),
    "link.level.perpetrators.shared": text("a perpetrator is the same"),
    "link.level.perpetrators.none_shared": text("both name perpetrators, and none is the same"),
    # Why the program judged; kept as code and values, see `reasons`.
    "link.reason.denied": text("One statement denies what the other says."),
    "link.reason.coded": text("The coder understood the document to mean the same ones."),
    "link.reason.names_alike": text("names that are alike, compared side by side"),
    "link.reason.taken_back": text("taken back by those who put it in, event {event}"),
    "link.reason.compared": text("compared side by side, link run {run}"),
    "link.reason.examined": plural(
        "{records} mention of a single person was compared; all other pairs have a probability below {lenient:.2f}",
        "{records} mentions of single persons were compared; all other pairs have a probability below {lenient:.2f}",
        by="records",
    ),
    "link.reason.examined_and_missed": text(
        "mentions compared: {records}; other pairs are below {lenient:.2f}, about {missed:.1f} of these are one person"
    ),
    "link.missed_pairs": plural(
        "Once every open pair is decided, it has probably missed up to {n} pair of one person.",
        "Once every open pair is decided, it has probably missed up to {n} pairs of one person.",
        by="n",
    ),
    "link.missed_no_pair": text(
        "Once every open pair is decided, it has probably missed no pair of one person."
    ),
    "link.reason.joined": text("probability {probability:.4f}; the run joins from {threshold:.3f} on"),
    "link.reason.left_open": text("left open after link run {run}, not compared side by side"),
    # What is wrong with what linking was given.
    "link.clusters.empty": text("A cluster has no record. Leave it out."),
    "link.clusters.id_twice": text(
        "A new person would get an id that was given before. Make ids that are new."
    ),
    "link.clusters.not_disjoint": text(
        "A record is in two clusters, or twice in one. Clusters have no record in common."
    ),
    "link.decided.beyond": text(
        "A judgement names record {record:plain}; there are {records}, numbered from 0."
    ),
    "link.decided.out_of_range": text(
        "A pair judged {decision} names a record below 0 or above 2^31. Records are numbered from 0."
    ),
    "link.decided.shape": text("The pairs judged {decision} are {shape}. Give int64[k, 2]."),
    "link.decided.with_itself": text(
        "A record is judged {decision} with itself. A judgement is about two records."
    ),
    "link.draws.odds": text(
        "{odds} are not possible odds: floor is between 0 and 1, unseen above 0, and none above 1."
    ),
    "link.draws.start": text("The start has shape {shape}. Give a label for each of {records} records."),
    "link.draws.sweeps": text(
        "{odds} are not possible: sweeps are above 0, settling is not negative, and exact is at most {most}."
    ),
    "link.evaluating.two_lengths": text(
        "Two clusterings are compared record by record. Give two arrays of one length."
    ),
    "link.pair.beyond": text("A pair names record {record:plain}; there are {records}, numbered from 0."),
    "link.pairs.no_probability": text("A probability is not a number from 0 to 1. Fix what computed it."),
    "link.pairs.not_ordered": text(
        "The left of a pair must be below its right. Put the smaller number on the left."
    ),
    "link.pairs.out_of_range": text(
        "A pair names a record below 0 or above 2^31. Records are numbered from 0."
    ),
    "link.pairs.shapes": text("The columns of pairs have shapes {shapes}. Give three columns of one length."),
    "link.pairs.twice": text("A pair occurs more than once. Keep one probability for each pair."),
    "link.pairs.types": text(
        "Pairs are {types:comma}. They must be int64, int64 and float64: convert them first."
    ),
    "link.partitions.do_not_fit": text(
        "{partitions} earlier partitions do not fit {thresholds} thresholds and {records} records. Give one for each"
        " threshold, all of the same records, the first of these."
    ),
    "link.thresholds.not_ordered": text(
        "Thresholds are above 0 and at most 1, and lenient <= central <= strict. Set them so."
    ),
    "link.thresholds.out_of_range": text(
        "Thresholds are {thresholds}. Give at least one, each above 0 and at most 1."
    ),
}

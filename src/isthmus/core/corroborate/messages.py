"""What is said of independent lines, in English."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "corroborate.approximation": text(
        "Lines are approximate in one respect: chains from different statements of one source are joined there."
    ),
    "corroborate.at_most": plural(
        "How some of them know is not stated. If all of them knew at first hand, there would be {n} line: "
        "this is an upper limit, not a finding.",
        "How some of them know is not stated. If all of them knew at first hand, there would be {n} lines: "
        "this is an upper limit, not a finding.",
        by="n",
    ),
    "corroborate.both_ways": text("Both asserted and denied by {sources:and}."),
    "corroborate.circular": text("Some of the reports only lead back to each other."),
    "corroborate.denial_beside": text("A denial stands beside the lines. It is never subtracted from them."),
    "corroborate.denial_lines": plural(
        "The denial has {n} independent line.", "The denial has {n} independent lines.", by="n"
    ),
    "corroborate.denied.closed": text("Denied: what, is closed in this workbook."),
    "corroborate.denied.occurrence": text("Denied: that it happened."),
    "corroborate.denied.perpetrator": text("Denied: who did it."),
    "corroborate.denied.victim": text("Denied: to whom it was done."),
    "corroborate.denied.ground": text("Denied: on what ground it was done."),
    "corroborate.denied.number": text("Denied: how many people were concerned."),
    "corroborate.if_distinct": plural(
        "Anonymous sources count as one. If they were all different people, there would be {n} line.",
        "Anonymous sources count as one. If they were all different people, there would be {n} lines.",
        by="n",
    ),
    "corroborate.if_one": text(
        "There would be {lines} if {sources:and} are one. Their names are alike, and nobody has judged them yet."
    ),
    "corroborate.incidents": plural("{n} incident.", "{n} incidents.", by="n"),
    "corroborate.incidents_denied": plural(
        "{n} incident is only denied.", "{n} incidents are only denied.", by="n"
    ),
    "corroborate.incidents_suspected": plural(
        "{n} incident is only suspected.", "{n} incidents are only suspected.", by="n"
    ),
    "corroborate.known_through": text("We know it through {sources:and}."),
    "corroborate.leads_nowhere": text("Nothing that we hold leads to anybody who is said to know."),
    "corroborate.lines": plural("{n} independent line", "{n} independent lines", by="n"),
    "corroborate.lines_at_most": plural(
        "{n} independent line, at most {most}", "{n} independent lines, at most {most}", by="n"
    ),
    "corroborate.more_denied": plural("{n} more is only denied.", "{n} more are only denied.", by="n"),
    "corroborate.more_suspected": plural(
        "{n} more is only suspected.", "{n} more are only suspected.", by="n"
    ),
    "corroborate.nobody_asserts": text("Nobody asserts it."),
    "corroborate.none_on_two": text("None of them stands on 2 or more independent lines."),
    "corroborate.on_two": plural(
        "{n} of them stands on 2 or more independent lines.",
        "{n} of them stand on 2 or more independent lines.",
        by="n",
    ),
    "corroborate.only_circular": text(
        "Nothing that we hold supports it: the reports only lead back to each other."
    ),
    "corroborate.only_denied": text("It is only denied."),
    "corroborate.only_suspected": text("Nobody asserts it: it is only suspected."),
    "corroborate.rests_on": text("It rests on {sources:and}."),
    "corroborate.retraction.coerced": text(
        "The retraction was judged to be made under pressure, so the statement still counts."
    ),
    "corroborate.retraction.unjudged": text("Nobody has judged this retraction."),
    "corroborate.retraction.unsure": text("The retraction was judged unsure, so the statement still counts."),
    "corroborate.would_strengthen": text("A document of {sources:or} would make it {lines}."),
}

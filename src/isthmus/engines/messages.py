"""What the engines of linking say of what they read, and where they cannot do what was asked."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "engines.groups_without_names": text(
        "No group or unit has a name, so none can be compared. Add the names that sources give them."
    ),
    "engines.acts_say_nothing": text(
        "No act states anything beside its type. State at least one of {fields:or}."
    ),
    "engines.another_model": text(
        "The model compares {model:and}; acts are compared by {acts:and}. Link without a model, and one is fitted."
    ),
    "engines.no_type": text("Acts are compared within one type, but no column states it. Add a column type."),
    "engines.nothing_differs": text(
        "Every column is empty or the same in all rows, so records cannot be distinguished. Add a column that differs."
    ),
    "engines.no_list": text(
        "No row is of the list {asked:and}. Lists are called after their files, or as the column list says; here they"
        " are {lists:and}. Name one of these."
    ),
    "engines.no_lists": text(
        "No row is of a list, so none can be said to name each person once. Give several files, or a column list."
    ),
    "engines.spark.failed": text(
        "Spark gave up ({kind}). Its own message may quote records, so it is not shown here. Set {variable} to a file,"
        " kept where the records are kept, and run again: the message is then written there."
    ),
    "engines.spark.in_memory": text(
        "These records are linked in memory, so that none of them is left on a disk, but Spark passes them on in files."
        " Link on DuckDB, or set {variable} to a folder that only you can read."
    ),
    "engines.spark.no_java": text(
        "Java is missing. Spark needs Java 17 or newer. On Debian: apt-get install default-jre-headless; elsewhere set"
        " JAVA_HOME to the folder where Java is installed. Or link on DuckDB."
    ),
    "engines.spark.no_pyspark": text(
        "pyspark is not installed, and linking on Spark needs it: {command}. Or link on DuckDB."
    ),
    "engines.spark.other_machines": text(
        "The master {master} runs on other machines, which must see the files that Spark passes on. Set {variable} to a"
        " folder that all of them see under the same path."
    ),
    # How cells of a roster were read.
    "link.read.ages_as_of": plural(
        "No row says when an age was that: they are taken as of {day:date}, which {n} person with a birth in one row"
        " and an age in another tells.",
        "No row says when an age was that: they are taken as of {day:date}, which {n} people with a birth in one row"
        " and an age in another tell.",
        by="n",
    ),
    "link.read.ages_left_out": text(
        "No row says when an age was that, and the people with a birth in one row and an age in another ({n}) are too"
        " few to tell, or tell no one day: ages are left out. Add a column age_on."
    ),
    "link.read.undated_ages": plural(
        "{n} age has no day on which it was that. It is read as of the middle year of the days that other rows state.",
        "{n} ages have no day on which they were that. They are read as of the middle year of the days that other rows"
        " state.",
        by="n",
    ),
    "link.read.birth_years": plural(
        "The column {column} has {n} year of birth: it is read as such, and not as an age.",
        "The column {column} has {n} years of birth: they are read as such, and not as ages.",
        by="n",
    ),
    "link.read.default_day": plural(
        "{n} of {stated} births of a list ({share:.0%}) is on one day of the year, {month_and_day}, where 0.3 % are"
        " expected. Its day says nothing: only the year is used.",
        "{n} of {stated} births of a list ({share:.0%}) are on one day of their year, {month_and_day}, where 0.3 % are"
        " expected. Their day says nothing: only the year is used.",
        by="n",
    ),
    "link.read.other_script": plural(
        "Column {column}: {n} of {stated} names is in a script that is not read. It is compared with names of the same"
        " script alone, letter by letter.",
        "Column {column}: {n} of {stated} names are in scripts that are not read. They are compared with names of the"
        " same script alone, letter by letter.",
        by="n",
    ),
    "link.read.two_codes": text(
        "The column {column} has two values that are no known words for a sex. They are compared as they are."
    ),
    "link.read.unread": plural(
        "Column {column}: {n} of {stated} filled cells cannot be read: {file}, row {row:plain}. It is taken as empty:"
        " correct it in the file where it matters.",
        "Column {column}: {n} of {stated} filled cells cannot be read, the first of them in {file}, row {row:plain}."
        " They are taken as empty: correct them in the file where they matter.",
        by="n",
    ),
    "link.read.unread_such": plural(
        "Column {column}: {n} of {stated} filled cells cannot be read: {file}, row {row:plain} ({examples:semicolon})."
        " It is taken as empty: correct it in the file where it matters.",
        "Column {column}: {n} of {stated} filled cells cannot be read (such as {examples:semicolon}), the first of them"
        " in {file}, row {row:plain}. They are taken as empty: correct them in the file where they matter.",
        by="n",
    ),
    "link.refused.fix_age": text(
        "Write ages as 16, 7 months or 15-17, or say which column holds them: --map {field}=COLUMN for each field that"
        " is to be read. With --map, a field that is not named is left out."
    ),
    "link.refused.fix_dates": text(
        "Write dates as 2017-05-16, 16 May 2017 or 16.05.2017, or say which column holds them: --map {field}=COLUMN for"
        " each field that is to be read. With --map, a field that is not named is left out."
    ),
    "link.refused.fix_order": text(
        "Say how its dates are meant: --date-order day-first or month-first, where the order is open, and years of four"
        " digits. Or name each field that is to be read with --map {field}=COLUMN, without this one."
    ),
    "link.refused.fix_several": plural(
        "Nor can most of the column {columns:and}. Perhaps cells have moved to the column beside: look at the rows, and"
        " correct them; or say which column holds what, with --map FIELD=COLUMN for each field that is to be read.",
        "Nor can most of the columns {columns:and}. Perhaps cells have moved to the column beside: look at the rows,"
        " and correct them; or say which column holds what, with --map FIELD=COLUMN for each field that is to be read.",
        by="n",
    ),
    "link.refused.fix_sex": text(
        "Write m, f or the words for them, or say which column holds them: --map {field}=COLUMN for each field that is"
        " to be read. With --map, a field that is not named is left out."
    ),
    "link.refused.unread": text(
        "Column {column} is read as {field}, but {n} of its {stated} filled cells cannot be read as that, the first of"
        " them in {file}, row {row:plain}."
    ),
    "link.refused.unread_such": text(
        "Column {column} is read as {field}, but {n} of its {stated} filled cells cannot be read as that (such as"
        " {examples:semicolon}), the first of them in {file}, row {row:plain}."
    ),
}

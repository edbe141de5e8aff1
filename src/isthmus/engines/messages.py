"""What the engines of linking say where they cannot do what was asked."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
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
}

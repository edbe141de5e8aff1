"""`isthmus import`, `export` and `judge`, as processes of their own."""

import csv
import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook, write_csv
from tests.actions.cases import CASE
from tests.cli.mapped_lists import DEAD, DEAD_MAPPING
from tests.cli.running import ISTHMUS
from tests.cli.starting import command, python
from tests.cli.workspaces import PASSPHRASE, copy_home, new_home
from tests.forms.completed import KOBO, completed
from tests.forms.kobo import KoboForm, submissions

# Bytes: more than opening a workspace writes to a file, less than an import does.
SMALL = 64 * 1024

MAKE = """
import sys
from pathlib import Path
from isthmus.actions.desk.workspace import make
from isthmus.store.base.keys import Cost
make(Path(sys.argv[1]), sys.argv[2], cost=Cost(memory=64, passes=1, lanes=1))
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A home whose workspace holds nothing yet."""
    home = new_home(tmp_path_factory.mktemp("bare"))
    assert python(MAKE, home.folder / "w", PASSPHRASE, folder=home.folder).returncode == 0
    return home


@pytest.fixture
def home(bare, tmp_path):
    return copy_home(bare, tmp_path / "home")


@pytest.fixture
def case(home) -> Path:
    write_csv(CASE, home.folder / "case")
    return home.folder / "case"


def export(home, *words, code=0):
    return home.opened("export", *words, "-w", "w", code=code)


def test_a_workbook_is_imported_once(home, case) -> None:
    first = home.opened("import", case, "-w", "w")
    assert "Imported 26 new rows" in first.stdout
    again = json.loads(home.opened("import", case, "--workspace", "w", "--json").stdout)
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 26)


def test_a_change_is_shown_and_refused_until_it_is_accepted(home, case) -> None:
    home.opened("import", case, "-w", "w")
    mentions = case / "mentions.csv"
    mentions.write_text(mentions.read_text().replace("15/17", "16"))
    refused = home.opened("import", case, "-w", "w", code=1)
    assert "mentions m1, age: “15/17” -> “16”" in refused.stderr
    assert "--accept-changes" in refused.stderr
    accepted = home.opened("import", case, "-w", "w", "--accept-changes", "a misreading")
    assert "1 changed" in accepted.stdout


def test_what_is_unusual_is_said_before_it_is_kept_and_stops_nothing(home, case) -> None:
    acts = case / "acts.csv"
    acts.write_text(acts.read_text().replace("2017-03", "1438-06"))
    refused = home.run("import", case, "-w", "nowhere", code=1)
    assert "acts" in refused.stderr
    assert "“1438-06" in refused.stderr
    imported = json.loads(home.opened("import", case, "-w", "w", "--json").stdout)
    assert imported["added"] == 26
    assert imported["cautions_total"] == len(imported["cautions"]) > 0
    assert imported["cautions"][0]["code"] == "caution.year"


def test_an_unsound_workbook_is_told_before_a_passphrase_is_asked_for(home, case) -> None:
    acts = case / "acts.csv"
    acts.write_text(acts.read_text().replace(",torture,", ",tickling,"))
    refused = home.run("import", case, "-w", "w", "--json", code=1)
    problems = json.loads(refused.stdout)
    assert {each["value"] for each in problems["problems"]} == {"tickling"}
    partial = home.opened("import", case, "-w", "w", "--partial", "--json")
    assert json.loads(partial.stdout)["left_out"]["acts"] == 2


def test_a_folder_that_is_no_workspace_is_named(home, case) -> None:
    refused = home.opened("import", case, "-w", "nowhere", code=1)
    assert "nowhere" in refused.stderr


def test_the_current_directory_is_the_workspace_unless_said_otherwise(home, case) -> None:
    done = command("import", case, "--passphrase-file", home.folder / "passphrase", folder=home.folder / "w")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("form", "path"), [("workbook", "out"), ("xlsx", "out.xlsx")])
def test_an_export_comes_back_without_change_and_brings_the_head(home, case, form, path) -> None:
    home.opened("import", case, "-w", "w")
    export(home, path, "--to", form)
    head = home.folder / ("out/head.txt" if form == "workbook" else "out.xlsx.head.txt")
    assert home.opened("custody", "verify", "w", "--head", head)
    again = json.loads(home.opened("import", path, "-w", "w", "--json").stdout)
    assert (again["added"], again["changes_total"]) == (0, 0)


def test_names_leave_only_with_the_passphrase_and_a_purpose(home, case) -> None:
    home.opened("import", case, "-w", "w")
    export(home, "without")
    assert "Aliev" not in (home.folder / "without" / "mentions.csv").read_text()
    export(home, "with", "--with-names", "--purpose", "a court asked")
    assert "Aliev" in (home.folder / "with" / "mentions.csv").read_text()
    assert not (home.folder / "nothing").exists()
    refused = export(home, "nothing", "--with-names", "--purpose", " ", code=1)
    assert "Say what the names are needed for" in refused.stderr
    assert not (home.folder / "nothing").exists()


def test_an_export_says_what_it_closed_and_left_open_and_that_names_join_grounds(home, case) -> None:
    home.opened("import", case, "-w", "w")
    closed = export(home, "without").stdout
    assert "Closed:\n" in closed
    assert "  1 sealed source\n" in closed
    assert "  2 alleged grounds\n" in closed
    assert "Left open:\n" in closed
    assert "1 quote as written" in closed
    named = export(home, "with", "--with-names", "--purpose", "a court asked")
    assert "on which ground each of these people is said to be persecuted" in " ".join(named.stderr.split())
    assert "  2 alleged grounds\n" in named.stdout.partition("Left open:")[2]


def test_quotes_are_closed_on_request_and_read_back(home, case) -> None:
    statements = case / "statements.csv"
    statements.write_text(statements.read_text().replace("broken", "broken Alievs"))
    home.opened("import", case, "-w", "w")
    assert "1 quote in which a closed name stands" in export(home, "left").stdout
    for option in ("--close-quotes", "--close-all-quotes"):
        out = option.strip("-")
        assert "  1 quote\n" in export(home, out, option).stdout.partition("Left open")[0]
        assert "Aliev" not in (home.folder / out / "statements.csv").read_text()
        again = json.loads(home.opened("import", out, "-w", "w", "--json").stdout)
        assert (again["added"], again["changes_total"]) == (0, 0)


def test_lines_and_counts_of_a_closed_export_are_those_of_the_register(home, case) -> None:
    home.opened("import", case, "-w", "w")
    export(home, "out")
    open_, closed = (json.loads(home.run("count", path, "--json").stdout)["k"] for path in (case, "out"))
    assert open_ == closed
    [found] = json.loads(home.run("corroborate", "out", "--json").stdout)["incidents"][:1]
    assert found["grounds"] == []


def test_an_export_never_overwrites(home, case) -> None:
    (home.folder / "there").write_text("mine")
    refused = home.run("export", "there", "--to", "ftm", "-w", "w", code=1)
    assert "never overwrites" in refused.stderr
    assert (home.folder / "there").read_text() == "mine"


def test_followthemoney_says_what_it_does_not_keep(home, case) -> None:
    home.opened("import", case, "-w", "w")
    done = export(home, "case.jsonl", "--to", "ftm")
    assert "statements.quote: 1 of 1 cells" in done.stdout
    assert "Aliev" not in (home.folder / "case.jsonl").read_text()


def test_one_incident_is_handed_over_without_names_or_with(home, case) -> None:
    home.opened("import", case, "-w", "w")
    done = export(home, "one.html", "--incident", "a2")
    assert "Wrote one.html: 4 statements;" in done.stdout
    assert "Ӏалиев" not in (home.folder / "one.html").read_text()
    export(home, "one.pdf", "--incident", "a1", "--open-quotes")
    assert (home.folder / "one.pdf").read_bytes().startswith(b"%PDF-")
    named = export(home, "named.html", "--incident", "a1", "--with-names", "--purpose", "a court asked")
    assert "Ӏалиев" in (home.folder / "named.html").read_text()
    assert "on which ground" not in named.stderr
    assert "never overwrites" in export(home, "one.html", "--incident", "a1", code=1).stderr
    assert "No incident has an act of this id." in export(home, "no.pdf", "--incident", "t1", code=1).stderr
    assert not (home.folder / "no.pdf").exists()
    for wrong in (("--to", "pdf"), ("--open-quotes",), ("--to", "xlsx", "--incident", "a1")):
        assert "ncident" in export(home, "no.pdf", *wrong, code=2).stderr


def test_a_template_needs_no_workspace(home) -> None:
    home.run("export", "empty.xlsx", "--template")
    assert read_workbook(home.folder / "empty.xlsx").sources == ()


def test_a_judgement_is_recorded_listed_and_undone(home, case) -> None:
    home.opened("import", case, "-w", "w")
    made = home.opened(
        "judge", "record", "source", "s1", "s4", "--decision", "different", "-w", "w"
    ).stdout.strip()
    listed = json.loads(home.opened("judge", "list", "-w", "w", "--json").stdout)["judgements"]
    assert {each["id"] for each in listed} == {"j2", "j3", "j4", "j5", made}
    home.opened("judge", "undo", "j2", "-w", "w")
    listed = json.loads(home.opened("judge", "list", "-w", "w", "--json").stdout)["judgements"]
    assert {each["id"] for each in listed} == {"j1", "j3", "j4", "j5", made}
    refused = home.opened("judge", "record", "incident", "a1", "a4", "--decision", "same", "-w", "w", code=1)
    assert "two incidents" in refused.stderr


def importing(home) -> subprocess.Popen[str]:
    """An import of the sample that says when it is halfway through saving, and then waits."""
    source = (
        "import time; from pathlib import Path\n"
        "from isthmus.actions.desk.workspace import use\n"
        "use(Path('w'), Path('passphrase').read_text().strip())\n"
        "from isthmus.actions.desk.accounts import owner\n"
        "from isthmus.actions.desk.import_workbook import apply_import, plan_import\n"
        "from isthmus.files.workbook import read_workbook\n"
        f"plan = plan_import(read_workbook(Path({str(sample_path())!r})))\n"
        "def progress(done, total):\n"
        "    if done > total // 2: print('halfway', flush=True); time.sleep(60)\n"
        "apply_import(plan, actor=owner(), progress=progress)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", source], cwd=home.folder, stdout=subprocess.PIPE, text=True
    )


def test_a_killed_import_leaves_the_workspace_as_it_was(home) -> None:
    before = home.opened("custody", "verify", "w").stdout
    with importing(home) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "halfway\n"
        process.send_signal(signal.SIGKILL)
    assert home.opened("custody", "verify", "w").stdout == before
    assert "Imported 94 new rows" in home.opened("import", sample_path(), "-w", "w").stdout


def test_a_full_disk_is_said_and_nothing_is_half_there(home) -> None:
    """A limit on the size of files stands in for a full disk."""
    before = home.opened("custody", "verify", "w").stdout

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))

    command = [*ISTHMUS, "import", str(sample_path()), "-w", "w", "--passphrase-file", "passphrase"]
    done = subprocess.run(
        command,
        cwd=home.folder,
        capture_output=True,
        text=True,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode == 1
    assert "disk" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert home.opened("custody", "verify", "w").stdout == before


def test_a_list_comes_in_by_a_mapping_and_again_with_more_rows(home):
    (home.folder / "mapping.yaml").write_text(DEAD_MAPPING, encoding="utf-8")
    (home.folder / "list.csv").write_text(DEAD, encoding="utf-8")
    words = ("import", "list.csv", "--mapping", "mapping.yaml", "--workspace", "w")
    first = home.opened(*words)
    assert "5 rows are new." in first.stdout
    assert "Set aside: 2 rows." in first.stdout
    assert "2 rows are set aside and wait in the desk." in first.stdout
    assert "came in before" not in first.stdout
    same = home.opened(*words)
    assert "The list came in before: 5 rows are as they were or left out. Of the others:" in same.stdout
    assert "5 rows are as they were." in same.stdout
    more = DEAD + "7,Fero Fexley,20,2017-05-01,Hill Village,\n"
    (home.folder / "list.csv").write_text(more.replace("31", "32"), encoding="utf-8")
    refused = home.opened(*words, code=1)
    assert "Nothing was imported." in refused.stderr
    again = home.opened(*words, "--accept-changes", "The list was corrected.", "--json")
    found = json.loads(again.stdout)
    assert (found["new"], found["changed"], found["same"], found["set_aside"]) == (1, 1, 4, 2)


def test_an_import_of_a_list_is_taken_back_by_its_event(home):
    (home.folder / "mapping.yaml").write_text(DEAD_MAPPING, encoding="utf-8")
    (home.folder / "list.csv").write_text(DEAD, encoding="utf-8")
    home.opened("import", "list.csv", "--mapping", "mapping.yaml", "--workspace", "w")
    listed = json.loads(home.opened("undo", "-w", "w", "--json").stdout)["actions"]
    event = str(listed[0]["event"])
    assert (listed[0]["action"], listed[0]["why_not"]) == ("bring_in_list", None)
    unasked = home.opened("undo", event, "-w", "w", code=1)
    assert "5 statements are withdrawn" in unasked.stderr
    assert "With --yes" in unasked.stderr
    done = home.opened("undo", event, "--yes", "-w", "w").stdout
    assert "It is taken back" in done
    again = json.loads(home.opened("undo", str(int(event) + 1), "--yes", "-w", "w", "--json").stdout)
    assert again["undone"] == int(event) + 1
    assert "There is no event 99" in home.opened("undo", "99", "-w", "w", code=1).stderr


def test_a_form_comes_in_with_its_files_and_says_which_did_not_come(home) -> None:
    form = KoboForm(sent=submissions(6, seed=5))
    path = form.write(home.folder / "kobo.xlsx")
    form.write_media(home.folder / "media.zip", without=("photo 6.jpg",))
    (home.folder / "form.yaml").write_text(completed(path, KOBO), encoding="utf-8")
    words = ("import", "kobo.xlsx", "--mapping", "form.yaml", "--media", "media.zip", "-w", "w")
    first = home.opened(*words)
    assert "One file came in with its submission." in first.stdout
    assert "6 rows are new." in first.stdout
    assert "did not come: photo 6.jpg" in first.stderr
    assert json.loads(home.opened(*words, "--json").stdout)["same"] == 6
    refused = home.opened("import", "kobo.xlsx", "--media", "media.zip", "-w", "w", code=2)
    assert "--media goes with --mapping" in refused.stderr


def test_a_list_goes_back_out_by_its_mapping_with_names_alone(home):
    (home.folder / "mapping.yaml").write_text(DEAD_MAPPING, encoding="utf-8")
    (home.folder / "list.csv").write_text(DEAD, encoding="utf-8")
    home.opened("import", "list.csv", "--mapping", "mapping.yaml", "--workspace", "w")
    words = ("export", "out.csv", "--mapping", "mapping.yaml", "-w", "w")
    assert "say --with-names" in home.opened(*words, code=2).stderr
    named = ("--with-names", "--purpose", "for the lawyers")
    assert (
        "let PATH end in .csv or .xlsx" in home.opened("export", "out.pdf", *words[2:], *named, code=2).stderr
    )
    assert "7 rows, 0 of them closed" in home.opened(*words, *named).stdout
    with (home.folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["isthmus_row"] for row in rows] == ["understood"] * 3 + [
        "waiting",
        "understood",
        "understood",
        "waiting",
    ]
    assert rows[0]["name"] == "Amba Arnov"
    assert (home.folder / "out.csv.head.txt").read_text()
    assert "there already" in home.opened(*words, *named, code=1).stderr


def test_files_of_documents_leave_with_names_and_come_back_as_a_workbook(home):
    home.opened("import", sample_path(), "-w", "w")
    home.python(
        "from isthmus.actions.desk.accounts import owner\n"
        "from isthmus.actions.desk.documents import Artefact, take_in\n"
        "from isthmus.store.desk.models import Document\n"
        "first = Document.objects.order_by('ref').first()\n"
        "take_in(first, Artefact(b'said on Monday', 'notes.txt'), actor=owner())"
    )
    refused = home.opened("export", "out", "--with-files", "-w", "w", code=2)
    assert "goes with a workbook and --with-names" in refused.stderr
    words = ("--with-names", "--purpose", "for the court", "--with-files", "-w", "w")
    assert "Wrote 1 file of documents" in home.opened("export", "out", *words).stdout
    assert (home.folder / "out" / "files" / "00001.txt").read_text() == "said on Monday"
    assert "Nothing" in home.opened("import", "out", "-w", "w").stdout

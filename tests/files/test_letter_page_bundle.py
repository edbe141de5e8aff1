"""What `make bundle` built is what stands in bundle.json, of the versions that are pinned, with all licences."""

import json
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "src" / "isthmus" / "files" / "letter_page"
ABOUT = json.loads((BUNDLE / "bundle.json").read_text(encoding="utf-8"))
# What would run text as a program, ask a network, or leave something behind.
NEVER = (
    *("eval(", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "import("),
    *("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "localStorage", "sessionStorage", "indexedDB"),
    *("document.cookie", "serviceWorker", "navigator.clipboard", "execCommand", "http://", "https://"),
)


def test_every_file_is_the_one_that_was_built():
    found = {each.name for each in BUNDLE.iterdir() if each.is_file()}
    assert found - {"bundle.json"} == set(ABOUT["files"]) | {each for each in found if each.endswith(".py")}
    for name, digest in ABOUT["files"].items():
        assert sha256((BUNDLE / name).read_bytes()).hexdigest() == digest, f"{name}: run `make bundle`"


def test_it_was_built_of_the_sources_as_they_are():
    browser = ROOT / "browser"
    found = [path for folder in ("src", "messages") for path in (browser / folder).rglob("*.*")]
    found += [browser / "build.mjs", browser / "package-lock.json"]
    names = sorted(str(path.relative_to(browser)) for path in found)
    lines = [f"{name} {sha256((browser / name).read_bytes()).hexdigest()}\n" for name in names]
    assert sha256("".join(lines).encode()).hexdigest() == ABOUT["sources"], "run `make bundle`"


def test_what_is_in_it_is_pinned_and_its_licences_stand_beside_it():
    lock = json.loads((ROOT / "browser" / "package-lock.json").read_text(encoding="utf-8"))
    licences = (BUNDLE / "licences.txt").read_text(encoding="utf-8")
    for each in ABOUT["contains"]:
        assert lock["packages"][f"node_modules/{each['name']}"]["version"] == each["version"]
        assert f"{each['name']} {each['version']} ({each['licence']})" in licences
    assert licences.count("Permission is hereby granted") == len(ABOUT["contains"])
    assert "resolved" not in json.dumps(lock)


def test_scripts_run_no_text_ask_nobody_and_keep_nothing():
    for script in BUNDLE.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert [each for each in NEVER if each in text] == [], script.name

"""Conformance: the W3C's tests of SPARQL and its protocol, over HTTP, against `kg serve --scratch`.

``python -m benchmarks.conformance [--suites FOLDER]``. The folder holds the two runners and the suites; without it the run is
skipped, and says so. All protocol tests have to pass, and of the query suites exactly those may fail that
docs/conformance.md gives a reason for.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "conformance.md"
SUITES = ROOT.parent / "shared" / "conformance"
FAILED = re.compile(r"^fail \| (?:sparql1\d/)?(\S+) :: (\S+) \|", re.MULTILINE)
NAMED = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)


@contextmanager
def served(*options: str) -> Iterator[tuple[str, int]]:
    """Serve with the command line `options` on any free port, and give the address and the id of the process."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", *options, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            yield process.stderr.readline().split("/sparql")[0], process.pid
        finally:
            process.terminate()


def run(runner: Path, *arguments: str) -> str:
    """Return what a runner prints."""
    command = [sys.executable, str(runner), *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def explained() -> set[str]:
    """Return the names, each with its suite, of the tests that docs/conformance.md expects to fail."""
    rows = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    return {f"{suite} :: {name}" for suite, names in rows for name in re.split(r"[\s,]+", names.strip())}


def protocol(suites: Path, url: str) -> bool:
    """Run the tests of the protocol, the graph store and the service description; return whether all 50 pass."""
    places = ["--query", f"{url}/sparql", "--update", f"{url}/update", "--gsp", f"{url}/store", "--gsp-direct", f"{url}/store"]
    said = run(suites / "protocol_runner.py", *places)
    print(said)
    return "TOTAL {'pass': 50}" in said


def queries(suites: Path, url: str) -> bool:
    """Run the query and update suites; return whether what fails is what is expected to."""
    places = ["--endpoint", f"{url}/query", "--update-endpoint", f"{url}/update", "--gsp", f"{url}/store"]
    said = run(suites / "manifest_runner.py", *places)
    print(re.sub(r"(?m)^(fail|pass-normalised) \|.*\n", "", said))
    failed, expected = {f"{suite} :: {name}" for suite, name in FAILED.findall(said)}, explained()
    for name in sorted(failed - expected):
        print(f"fails, and {PAGE.name} does not say why: {name}")
    for name in sorted(expected - failed):
        print(f"passes, and {PAGE.name} says that it fails: {name}")
    return failed == expected


def main() -> int:
    """Run all; return 0 if nothing is other than it should be, or if there are no suites here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, default=SUITES, help="the folder with the suites and their runners")
    suites = parser.parse_args().suites
    if not (suites / "protocol_runner.py").is_file():
        print(f"SKIPPED: no suites in {suites}; name the folder: make conformance SUITES=…")
        return 0
    with tempfile.TemporaryDirectory() as place:
        options = ["--scratch", f"{place}/store", "--writable", "--default-graph", "own"]
        with served(*options) as (url, _):
            good = [protocol(suites, url), queries(suites, url)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

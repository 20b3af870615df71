"""Proves on two running applications that findings are right and fixes work.

    verify.py PERF_LINT [--environment FOLDER] [--keep]

For each project of Corpus/projects with a table `endpoints.py`, on a copy:

1. counts the queries of every endpoint with 10 and with 100 rows,
2. runs perf-lint with `--confidence low` (what belongs to one object is doubted by default): its N+1 findings must be
   exactly the reads that the table declares for the endpoints whose counts grow, and their cost formulas must give the
   counted numbers,
3. applies the fixes, twice: the second time nothing may change,
4. counts again: no fixed endpoint may grow, its answers must be the same byte for byte, and its findings gone.

What does not hold yet is declared in the table as a `gap` and listed at the end; a gap that closes is a failure, so that
the list stays true.
"""

import argparse
import contextlib
import json
import runpy
import shutil
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROJECTS = {"library_django": "count_django.py", "library_alchemy": "count_alchemy.py"}
SIZES = (10, 100)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("perf_lint", type=Path)
    options.add_argument("--environment", type=Path, default=ROOT / ".build/verify-fixes", help="virtual environment")
    options.add_argument("--keep", action="store_true", help="keep the fixed copies and tell where they are")
    options = options.parse_args()
    python = prepared_environment(options.environment)
    failures, gaps = [], []
    for name, counter in PROJECTS.items():
        with scratch_folder(options.keep) as folder:
            copy = Path(folder).resolve() / name
            shutil.copytree(ROOT / "Corpus/projects" / name, copy, ignore=shutil.ignore_patterns("__pycache__"))
            project = Project(name, copy, python, HERE / counter, options.perf_lint.resolve())
            project.verify()
            failures += project.failures
            gaps += project.gaps
            if options.keep:
                print(f"kept {copy}")
    if gaps:
        print(f"known gaps ({len(gaps)}):", *gaps, sep="\n  ")
    if failures:
        print(f"failed ({len(failures)}):", *failures, sep="\n  ")
        sys.exit(1)
    print("every finding grows, every growth is found, every fix holds" + (", but for the known gaps" if gaps else ""))


@contextlib.contextmanager
def scratch_folder(is_kept):
    folder = tempfile.mkdtemp(prefix="verify-fixes-")
    try:
        yield folder
    finally:
        if not is_kept:
            shutil.rmtree(folder)


def prepared_environment(folder):
    """The Python of a virtual environment that has the requirements."""
    python = folder / "bin/python"
    wanted = (HERE / "requirements.txt").read_text()
    stamp = folder / "requirements.txt"
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    try:
        venv.create(folder, clear=True, with_pip=True)
    except Exception as error:
        sys.exit(f"verify-fixes needs Python's venv and pip (python3-venv): {error}")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"]
    if subprocess.run(install).returncode != 0:
        sys.exit("verify-fixes needs the packages of Tests/Fixes/requirements.txt from PyPI: is there a network?")
    stamp.write_text(wanted)
    return python


@dataclass
class Endpoint:
    url: str
    reads: list = field(default_factory=list)
    extra: int = 0
    by_hand: str = ""
    gap: str = ""


@dataclass
class Project:
    name: str
    folder: Path
    python: Path
    counter: Path
    perf_lint: Path
    failures: list = field(default_factory=list)
    gaps: list = field(default_factory=list)

    def verify(self):
        table = runpy.run_path(str(self.folder / "endpoints.py"))
        self.sizes = table["sizes"]
        self.endpoints = [Endpoint(**row) for row in table["ENDPOINTS"]]
        before = {rows: self.count(rows) for rows in SIZES}
        findings = self.findings()
        identities = {id(finding): self.identity(finding) for finding in findings}
        found = self.assigned(findings)
        self.fix()
        unfixed = {self.identity(finding) for finding in self.findings()}
        fixed = self.texts()
        self.fix()
        after = {rows: self.count(rows) for rows in SIZES}
        if self.texts() != fixed:
            self.failures.append(f"{self.name}: a second --fix did something")
        self.print_header()
        for endpoint in self.endpoints:
            own = found[endpoint.url]
            left = [finding for finding in own if identities[id(finding)] in unfixed]
            self.judge(endpoint, own, left, before, after)

    # What is run

    def count(self, rows):
        result = subprocess.run([self.python, "-B", self.counter, self.folder, str(rows)], capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"{self.name}: the endpoints do not run:\n{result.stderr}")
        answers = json.loads(result.stdout)
        for url, answer in answers.items():
            if answer["status"] != 200:
                sys.exit(f"{self.name}{url}: status {answer['status']}")
        return answers

    def findings(self):
        result = subprocess.run(
            [self.perf_lint, "check", "--confidence", "low", "--format", "json", "--exit-zero", self.folder],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        findings = json.loads(result.stdout)["findings"]
        return [finding for finding in findings if finding["kind"] == "n-plus-one"]

    def fix(self):
        result = subprocess.run(
            [self.perf_lint, "check", "--confidence", "low", "--fix", "--unsafe-fixes", "--exit-zero", self.folder],
            capture_output=True,
            text=True,
        )
        if result.returncode != 0:
            self.failures.append(f"{self.name}: --fix exits with {result.returncode}")
        for message in result.stderr.splitlines():
            self.failures.append(f"{self.name}: {message}")

    def texts(self):
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    # Findings and endpoints

    def assigned(self, findings):
        """The findings of each endpoint, by the lines that its reads name; what belongs to none is a failure."""
        open_reads = [(read, endpoint) for endpoint in self.endpoints for read in endpoint.reads]
        found = {endpoint.url: [] for endpoint in self.endpoints}
        for finding in findings:
            line = self.line(finding)
            match = next((item for item in open_reads if matches(item[0], finding["path"], line)), None)
            if match is None:
                place = f"{finding['path']}:{finding['range']['start']['line']}"
                self.failures.append(f"{self.name}: {place}: no endpoint has this: {finding['message']}")
                continue
            open_reads.remove(match)
            found[match[1].url].append(finding)
        for read, endpoint in open_reads:
            if not endpoint.gap:
                self.failures.append(f"{self.name}{endpoint.url}: not found: {read}")
        return found

    def identity(self, finding):
        """What makes a finding the same after lines moved."""
        return finding["rule"], finding["path"], finding["subject"], self.line(finding)

    def line(self, finding):
        lines = (self.folder / finding["path"]).read_text().splitlines()
        return lines[finding["range"]["start"]["line"] - 1]

    # Judgement

    def judge(self, endpoint, findings, left, before, after):
        small, large = SIZES
        url = endpoint.url
        counts = [runs[rows][url]["queries"] for runs in (before, after) for rows in SIZES]
        grows_before, grows_after = counts[1] > counts[0], counts[3] > counts[2]
        predicted = [self.predicted(endpoint, findings, rows) for rows in SIZES] if findings else ["", ""]
        faults = []
        if grows_before != bool(endpoint.reads):
            faults.append("the table is wrong about growth")
        if grows_before and not findings:
            faults.append("grows, but nothing is found")
        if findings and predicted != counts[:2]:
            faults.append(f"predicted {predicted[0]} and {predicted[1]} queries")
        is_fixed = bool(findings) and not left
        if findings and not endpoint.by_hand:
            if left:
                faults.append("not fixed")
            if grows_after:
                faults.append("grows after the fix")
            promised = endpoint.extra + max(int(finding["cost"]["after"].split()[0]) for finding in findings)
            if counts[3] != promised:
                faults.append(f"promised {promised} queries after the fix")
        if is_fixed and grows_after and endpoint.by_hand:
            faults.append("its finding is gone but it grows")
        if any(before[rows][url]["content"] != after[rows][url]["content"] for rows in SIZES):
            faults.append("answers differ after the fix")
        if not findings and counts[:2] != counts[2:] and not endpoint.gap:
            faults.append("changed without a finding")
        state = "fixed" if is_fixed else "by hand" if findings and endpoint.by_hand else "" if not findings else "left"
        if endpoint.gap:
            state = "gap"
            if faults:
                self.gaps.append(f"{self.name}{url}: {endpoint.gap} ({'; '.join(faults)})")
            else:
                self.failures.append(f"{self.name}{url}: the gap is closed: take it out of the table ({endpoint.gap})")
        else:
            self.failures += [f"{self.name}{url}: {fault}" for fault in faults]
        print(
            f"{url:28}{len(findings) or '':>9}{counts[0]:>8}{counts[1]:>6}{predicted[0]:>8}{predicted[1]:>6}"
            f"{counts[2]:>8}{counts[3]:>6}  {state}{'  FAILED' if faults and not endpoint.gap else ''}"
        )

    def predicted(self, endpoint, findings, rows):
        """The formulas together: the work of each finding, and one query for each source of rows."""
        sizes = self.sizes(rows)
        own, sources = 0, set()
        for finding in findings:
            terms = finding["cost"]["before"].removesuffix(" queries").split(" + ")
            if terms[0] == "1":
                sources.add(source(finding))
            work = 1
            for name in terms[-1].split(" × "):
                if name not in sizes:
                    return f"?{name}"
                work *= sizes[name]
            own += work
        return own + len(sources) + endpoint.extra

    def print_header(self):
        small, large = SIZES
        print(f"\n{self.name}: queries with {small} and with {large} rows")
        print(f"{'endpoint':28}{'findings':>9}{'before':>14}{'predicted':>14}{'after':>14}")


def matches(read, path, line):
    wanted, text = read.split(": ", 1)
    return wanted == path and text in line


def source(finding):
    """Where the rows come from: the place that the finding names, or else its outermost loop."""
    for role in ("source", "loop"):
        for place in finding["related"]:
            if place["role"] == role:
                return place["path"], place["range"]["start"]["line"]
    return finding["path"], finding["range"]["start"]["line"]


if __name__ == "__main__":
    main()

"""Measures that what perf-lint calls quadratic grows like that, and that its advice does not.

    verify.py PERF_LINT [--only PART_OF_NAME]

Each file `flagged-*` of Corpus/quadratic with a `flagged` and a `fixed` version of one program is

1. scanned: perf-lint must report exactly the marked lines, all of them in the flagged version,
2. run in both versions at n, 2n and 4n, on equal data: their results must be equal, and the exponent of growth, fitted
   to the processor times, at least 1.7 for the flagged and at most 1.3 for the fixed version.

Python cases run in a process each, Swift cases are compiled with `-O` into one program. Takes some minutes.
"""

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LEAST_FLAGGED, MOST_FIXED = 1.7, 1.3
LEAST_CASES = {".py": 20, ".swift": 10}
# Large blocks stay in the heap: asking the system for pages again and again is a cost of its own.
ENVIRONMENT = {**os.environ, "MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str(1 << 32)}
# A machine that does something else meanwhile spoils a measurement, never all of them.
ATTEMPTS = 3


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("perf_lint", type=Path)
    options.add_argument("--only", default="", help="measure the cases with this in their name")
    options = options.parse_args()
    cases = [path for path in sorted(ROOT.glob("Corpus/quadratic/*/flagged-*")) if is_measured(path)]
    failures = [
        f"{len(found)} cases *{suffix}, not {least}"
        for suffix, least in LEAST_CASES.items()
        if len(found := [case for case in cases if case.suffix == suffix]) < least
    ]
    cases = [case for case in cases if options.only in case.name]
    if not cases:
        sys.exit(f"no case has `{options.only}` in its name")
    with tempfile.TemporaryDirectory(prefix="verify-growth-") as folder:
        program = compiled([case for case in cases if case.suffix == ".swift"], Path(folder))
        print(f"{'flagged':>8} {'fixed':>6}  {'n':>7}  case")
        for case in cases:
            command = [program, type_name(case)] if case.suffix == ".swift" else [sys.executable, HERE / "measure.py", case]
            problems = check_findings(case, options.perf_lint) + check_growth(case, command)
            failures += [f"{case.relative_to(ROOT)}: {problem}" for problem in problems]
    if failures:
        print(f"failed ({len(failures)}):", *failures, sep="\n  ")
        sys.exit(1)
    print(f"{len(cases)} cases: every flagged version grows at least like n^{LEAST_FLAGGED},", end=" ")
    print(f"every fixed one at most like n^{MOST_FIXED}, with equal results")


def is_measured(path):
    return path.suffix in LEAST_CASES and re.search(r"\b(def|func) fixed\(", path.read_text()) is not None


# Findings


def check_findings(case, perf_lint):
    """What is wrong with perf-lint's findings: they must be the marked lines of the flagged version."""
    lines = case.read_text().split("\n")
    marker = re.compile(r"(?:expect|doubted): ([a-z-]+)")
    marked = {(number, rule) for number, line in enumerate(lines, 1) for rule in marker.findall(line)}
    # What is doubted is told on request.
    least = "low" if any("doubted:" in line for line in lines) else "medium"
    run = subprocess.run(
        [perf_lint, "check", "--format", "json", "--exit-zero", "--confidence", least, case],
        capture_output=True, text=True, check=True,
    )
    found = {
        (finding["range"]["start"]["line"], finding["rule"])
        for finding in json.loads(run.stdout)["findings"]
        if finding["kind"] == "quadratic"
    }
    fixed = next(number for number, line in enumerate(lines, 1) if re.search(r"\b(def|func) fixed\(", line))
    problems = [f"line {line}: {rule} is not found" for line, rule in sorted(marked - found)]
    problems += [f"line {line}: {rule} is not marked" for line, rule in sorted(found - marked)]
    problems += [f"line {line}: a marker behind the flagged version" for line, _ in sorted(marked) if line >= fixed]
    return problems if marked else problems + ["nothing is marked"]


# Growth


def check_growth(case, command):
    for attempt in range(ATTEMPTS):
        measured = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, env=ENVIRONMENT).stdout)
        flagged, fixed = (exponent(measured["sizes"], measured[version]) for version in ("flagged", "fixed"))
        problems = []
        if flagged < LEAST_FLAGGED:
            problems.append(f"the flagged version grows like n^{flagged:.2f} only: {measured}")
        if fixed > MOST_FIXED:
            problems.append(f"the fixed version grows like n^{fixed:.2f}: {measured}")
        if not measured["equal"]:
            return ["the versions give different results"]
        if not problems:
            break
    print(f"{flagged:8.2f} {fixed:6.2f}  {measured['sizes'][0]:7}  {case.parent.name}/{case.name}", flush=True)
    return problems


def exponent(sizes, times):
    """The slope of the line nearest to the logarithms."""
    xs, ys = ([math.log(value) for value in values] for values in (sizes, times))
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys))
    return across / sum((x - middle_x) ** 2 for x in xs)


# Swift


def type_name(case):
    """`flagged-newest-first.swift` declares `NewestFirst`."""
    return "".join(part.capitalize() for part in case.stem.split("-")[1:])


def compiled(cases, folder):
    """One program of all Swift cases: given the name of one, it prints its measurement."""
    if not cases:
        return None
    table = ",\n".join(f'  "{type_name(case)}": measurement(of: {type_name(case)}.self)' for case in cases)
    (folder / "main.swift").write_text(f"run([\n{table},\n])\n")
    # Types beside a case's own are private to its file.
    if shutil.which("swiftc") is None:
        sys.exit("verify-growth needs swiftc for the Swift cases")
    command = ["swiftc", "-O", "-o", folder / "growth", HERE / "Measure.swift", folder / "main.swift", *cases]
    subprocess.run(command, check=True)
    return folder / "growth"


main()

#!/usr/bin/env python3
"""How often perf-lint proposes the eager loading that a project's own fix used.

    eager-paths.py --tool perf-lint --trees FOLDER LABELS.jsonl [--show]

LABELS.jsonl holds one case a line: `id`, `repo` (owner/name), `before` (commit), `spots_before` (path, start, end),
`subject` (`Order.customer`) and `fix` (the real fix in words, with the paths it loads in quotes). FOLDER holds the tree
of each commit as `owner+name/<first 12 digits>`. Cases whose fix is no eager loading are passed over.

Of the cases that are found (an N+1 finding touches a place of the case and is about a relation that the case names), a
case is `equal` when all paths of the real fix are proposed or lie on a longer path that is, also one that begins further
up (`room__location` for rows of rooms), and `part` when some are. Paths that the fix loads beside the case's subject are
not asked for.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

OPTION = re.compile(
    r"select_related|prefetch_related|Prefetch\b|GenericPrefetch|joinedload|selectinload|subqueryload|eagerload|contains_eager"
)
# A place longer than this points at nothing.
LONGEST_PLACE = 40
MOST_PLACES = 12


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("labels", type=Path)
    options.add_argument("--tool", type=Path, required=True)
    options.add_argument("--trees", type=Path, required=True)
    options.add_argument("--show", action="store_true", help="tell each case")
    options = options.parse_args()
    cases = [json.loads(line) for line in options.labels.read_text().splitlines() if line.strip()]
    cases = [case for case in cases if OPTION.search(case["fix"])]
    missing, runs, tally = 0, {}, {"not found": 0, "nothing proposed": 0, "other": 0, "part": 0, "equal": 0}
    for case in cases:
        tree = options.trees / case["repo"].replace("/", "+") / case["before"][:12]
        if not tree.is_dir():
            missing += 1
            continue
        if tree not in runs:
            runs[tree] = findings(options.tool, tree)
        wanted = real_paths(case)
        found = [finding for finding in runs[tree] if is_found(finding, case, wanted)]
        proposed = {path for finding in found for path in proposed_paths(finding)}
        verdict = judge(bool(found), wanted, proposed)
        tally[verdict] += 1
        if options.show:
            print(f"{verdict:17}{case['id']:28}wanted {shown(wanted)}; proposed {shown(proposed)}")
    found = sum(tally.values()) - tally["not found"]
    print(", ".join(f"{count} {name}" for name, count in tally.items()) + (f", {missing} without a tree" if missing else ""))
    print(f"{tally['equal']} of {found} found cases have the real paths or more ({share(tally['equal'], found)})")
    print(f"{tally['equal'] + tally['part']} of {found} have at least one of them ({share(tally['equal'] + tally['part'], found)})")


def findings(tool, tree):
    result = subprocess.run(
        [tool, "check", "--format", "json", "--exit-zero", tree], capture_output=True, text=True, errors="replace"
    )
    return [finding for finding in json.loads(result.stdout)["findings"] if finding["kind"] == "n-plus-one"]


def real_paths(case):
    """Paths in quotes (`'user__profile'`) or as attributes (`joinedload(Order.user)`), else the relations of the subject."""
    fix = case["fix"]
    paths = {tuple(path.split("__")) for path in re.findall(r"'([a-z_0-9]+)'", fix)}
    paths |= {(name,) for name in re.findall(r"load\((?:\w+\.)?(\w+)\)", fix)}
    subject = set(re.findall(r"\w+", case["subject"]))
    about = {path for path in paths if subject & set(path)}
    return about or paths or {(name,) for name in re.findall(r"\b[A-Z]\w*\.(\w+)", case["subject"])}


def is_found(finding, case, wanted):
    if not any(touches(place, spot) for place in places(finding) for spot in case["spots_before"]):
        return False
    relation = finding["subject"].split(".")[-1]
    words = set(re.findall(r"\w+", case["subject"])) | {part for path in wanted for part in path}
    return relation in words or finding["subject"] in words


def places(finding):
    for place in [finding, *finding["related"]][:MOST_PLACES]:
        start, end = place["range"]["start"]["line"], place["range"]["end"]["line"]
        if end - start < LONGEST_PLACE:
            yield place["path"], start, end


def touches(place, spot):
    path, start, end = place
    return path == spot["path"] and start <= spot["end"] and spot["start"] <= end


def proposed_paths(finding):
    """From the titles of the fixes: `.select_related("a__b")`, `.options(selectinload(A.b).joinedload(B.c))`."""
    for fix in finding["fixes"]:
        for path in re.findall(r'"([a-z_0-9]+)"', fix["title"]):
            yield tuple(path.split("__"))
        for chain in re.findall(r"\w+load\([\w.]+\)(?:\.\w+load\([\w.]+\))*", fix["title"]):
            yield tuple(re.findall(r"\.(\w+)\)", chain))


def judge(is_found, wanted, proposed):
    if not is_found:
        return "not found"
    if not proposed:
        return "nothing proposed"
    covered = [path for path in wanted if any(lies_on(path, other) for other in proposed)]
    return "equal" if len(covered) == len(wanted) else "part" if covered else "other"


def lies_on(path, other):
    return any(other[start : start + len(path)] == path for start in range(len(other) - len(path) + 1))


def shown(paths):
    return " ".join(sorted("__".join(path) for path in paths)) or "nothing"


def share(part, whole):
    return f"{100 * part / whole:.0f}%" if whole else "–"


if __name__ == "__main__":
    main()

"""Time perf-lint on the benchmark trees, in turn with its peers, and print a table.

    python3 compare.py [--perf-lint COMMAND] [--python TREE] [--swift TREE] [--sql TREE] [--file FILE]
                       [--ruff COMMAND] [--peer NAME=COMMAND] [--threads 1 2] [--runs 7]

Python is compared with `ruff check --select PERF --no-cache --isolated`: the same files, the same number of threads,
one run of the one after one run of the other. `--peer` adds a command to the rows of the Swift tree; `{tree}` in it
stands for the folder. Both tools read every file; neither keeps a cache. The reports go to /dev/null.

Each row gives the median wall time, the slowest and fastest run, source megabytes per second, and the peak memory of
the process. The ratio is perf-lint's median over the peer's. Exit code 1 if the tools do not see the same files.
"""
import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import time


class Series:
    """The runs of one command."""

    def __init__(self, name, command, size, environment=None):
        self.name, self.command, self.size = name, command, size
        self.environment = {**os.environ, **(environment or {})}
        self.seconds, self.memory, self.status = [], 0, 0

    def start(self):
        return subprocess.Popen(self.command, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def run(self):
        begin = time.perf_counter()
        self.status = self.start().wait()
        self.seconds.append(time.perf_counter() - begin)

    def warm(self):
        """A run that is not timed and watches the memory.

        The `ru_maxrss` of a child begins with what its parent held when it was started, so the kernel's own high-water
        mark is read instead, again and again until the process ends.
        """
        process = self.start()
        while process.poll() is None:
            self.memory = max(self.memory, high_water_mark(process.pid))
            time.sleep(0.0005)

    @property
    def median(self):
        return statistics.median(self.seconds)

    def row(self, reference):
        ratio = "" if reference is self else f"{reference.median / self.median:.2f}"
        failed = "" if self.status == 0 else f" (exit {self.status})"
        return (f"| {self.name}{failed} | {self.median * 1000:.1f} | {min(self.seconds) * 1000:.1f}–"
                f"{max(self.seconds) * 1000:.1f} | {self.size / 1e6 / self.median:.1f} | {self.memory / 1e6:.0f} | "
                f"{self.memory / self.size:.2f} | {ratio} |")


def high_water_mark(process):
    """Peak resident bytes of a running process, 0 if it has ended (Linux)."""
    try:
        with open(f"/proc/{process}/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def sources(tree, suffix):
    """Number and bytes of the files."""
    found = [path for path in pathlib.Path(tree).rglob("*" + suffix) if path.is_file() and not path.is_symlink()]
    return len(found), sum(path.stat().st_size for path in found)


def compare(title, series, runs):
    """One warm run of each, then `runs` of each in turn."""
    for one in series:
        one.warm()
    for _ in range(runs):
        for one in series:
            one.run()
    print(f"\n{title}\n")
    print("| command | median ms | range ms | MB/s | peak MB | bytes per byte | perf-lint / it |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for one in series:
        print(one.row(series[0]))


def check(perf_lint, threads):
    return shlex.split(perf_lint) + ["check", "--exit-zero", "--color", "never", "--jobs", str(threads)]


def files_read(perf_lint, tree):
    """How many files perf-lint says it read."""
    command = check(perf_lint, 1) + ["--format", "json", str(tree)]
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout)
    return report["summary"]["files"]


def ruff_files(ruff, tree):
    command = shlex.split(ruff) + ["check", "--select", "PERF", "--isolated", "--no-cache", "--show-files", str(tree)]
    return len(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.splitlines())


def python_rows(options, number, size):
    seen = {"perf-lint": files_read(options.perf_lint, options.python), "ruff": ruff_files(options.ruff, options.python)}
    agree = all(count == number for count in seen.values())
    print(f"{number} Python files, {size} bytes; " + ", ".join(f"{name} reads {n}" for name, n in seen.items()))
    for threads in options.threads:
        ruff = shlex.split(options.ruff) + ["check", "--select", "PERF", "--no-cache", "--isolated", "--exit-zero",
                                            "--quiet", options.python]
        environment = {"RAYON_NUM_THREADS": str(threads)}
        compare(f"Python tree, {threads} thread{'s' * (threads > 1)}", [
            Series("perf-lint check", check(options.perf_lint, threads) + [options.python], size),
            Series("ruff check --select PERF", ruff, size, environment),
        ], options.runs)
    return agree


def other_rows(options, title, tree, suffix, peers=()):
    number, size = sources(tree, suffix)
    seen = files_read(options.perf_lint, tree)
    print(f"\n{number} {suffix} files, {size} bytes; perf-lint reads {seen}")
    for threads in options.threads:
        series = [Series("perf-lint check", check(options.perf_lint, threads) + [tree], size)]
        for peer in peers:
            name, command = peer.split("=", 1)
            series.append(Series(name, shlex.split(command.replace("{tree}", tree)), size))
        compare(f"{title}, {threads} thread{'s' * (threads > 1)}", series, options.runs)
    return seen == number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perf-lint", default="perf-lint")
    parser.add_argument("--ruff", default="ruff")
    parser.add_argument("--python", metavar="TREE")
    parser.add_argument("--swift", metavar="TREE")
    parser.add_argument("--sql", metavar="TREE")
    parser.add_argument("--file", help="one small Python file, timed from start to end")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    options.threads = sorted(set(options.threads))
    agree = True
    for command, name in ((options.perf_lint, "perf-lint"), (options.ruff, "ruff")):
        if name == "perf-lint" or options.python or options.file:
            version = subprocess.run(shlex.split(command) + ["--version"], stdout=subprocess.PIPE, text=True).stdout
            print(f"{name}: {version.strip()}", flush=True)
    if options.python:
        number, size = sources(options.python, ".py")
        agree = python_rows(options, number, size) and agree
    if options.swift:
        agree = other_rows(options, "Swift tree", options.swift, ".swift", options.peer) and agree
    if options.sql:
        agree = other_rows(options, "SQL tree", options.sql, ".sql") and agree
    if options.file:
        size = os.path.getsize(options.file)
        ruff = shlex.split(options.ruff) + ["check", "--select", "PERF", "--no-cache", "--isolated", "--exit-zero",
                                            "--quiet", options.file]
        compare(f"One file of {size} bytes, start to end", [
            Series("perf-lint check", check(options.perf_lint, 1) + [options.file], size),
            Series("ruff check --select PERF", ruff, size, {"RAYON_NUM_THREADS": "1"}),
        ], max(options.runs, 21))
    if not agree:
        print("\nthe tools do not read the same files", file=sys.stderr)
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())

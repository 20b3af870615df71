#!/usr/bin/env python3
"""The indexes of perf-lint against those of sqlite3's .expert, on SQLite itself.

    indexes.py tpch --tool PERF_LINT --csv FOLDER --work FOLDER     FOLDER from: tpchgen-cli csv -s 0.1 --output-dir=FOLDER
    indexes.py job --tool PERF_LINT --queries FOLDER --work FOLDER  FOLDER: a clone of gregrahn/join-order-benchmark

tpch loads the tables (primary keys only), asks both for the 22 queries' indexes, builds each set on a copy, runs ANALYZE
and times every query: process time, the best of --reps. perf-lint sees the schema, the statements and the tables' sizes.
A query counts as slower than without indexes if its plan is another and its time is longer by a tenth.
job compares plans on an empty database with IMDB's row counts: scans of large tables, automatic indexes, indexes.
"""
import argparse
import csv
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time

HERE = pathlib.Path(__file__).parent / "indexes"
TPCH = ["region", "nation", "part", "supplier", "partsupp", "customer", "orders", "lineitem"]
JOB = {
    "aka_name": 901343, "aka_title": 361472, "cast_info": 36244344, "char_name": 3140339, "comp_cast_type": 4,
    "company_name": 234997, "company_type": 4, "complete_cast": 135086, "info_type": 113, "keyword": 134170,
    "kind_type": 7, "link_type": 18, "movie_companies": 2609129, "movie_info": 14835720, "movie_info_idx": 1380035,
    "movie_keyword": 4523930, "movie_link": 29997, "name": 4167491, "person_info": 2963664, "role_type": 12,
    "title": 2528312,
}
PARENTS = {
    "movie_id": "title", "person_id": "name", "keyword_id": "keyword", "company_id": "company_name",
    "person_role_id": "char_name",
}
LARGE = 1000
LONG = 5  # seconds: longer than this is told by one run
BUDGETS = (8, 28, 77)  # percent of the database


def statements(path):
    return [line.strip().rstrip(";") for line in path.read_text().splitlines()
            if line.strip() and not line.startswith("--")]


def connect(path):
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-1000000", "temp_store=2"):
        connection.execute("pragma " + pragma)
    return connection


def load(folder, path):
    if path.exists():
        return
    database = connect(path)
    database.executescript((HERE / "tpch-schema.sql").read_text())
    database.execute("begin")
    for table in TPCH:
        with open(folder / f"{table}.csv", newline="") as file:
            rows = csv.reader(file)
            marks = ", ".join("?" * len(next(rows)))
            database.executemany(f"insert into {table} values ({marks})", rows)
    database.execute("commit")
    database.close()


def project(folder, schema, queries, sizes):
    """What perf-lint is told: schema, statements and sizes, nothing of the data."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schema.sql").write_text(schema)
    (folder / "queries.sql").write_text("".join(query + ";\n" for query in queries))
    listed = ", ".join(f"{table}: {rows}" for table, rows in sizes.items())
    (folder / ".perf-lint.yml").write_text(f"table-sizes: {{{listed}}}\n")
    return folder


def proposed(tool, folder, budget=None):
    command = [tool, "indexes", str(folder)] + (["--budget", str(budget)] if budget else [])
    start = time.perf_counter()
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"{' '.join(command[1:2] + command[3:])}: {time.perf_counter() - start:.1f} s")
    return [line.rstrip(";") for line in text.splitlines() if line.startswith("CREATE INDEX")]


def expert(path, queries):
    """The distinct proposals of .expert, asked one query at a time, as it must be."""
    found = {}
    for query in queries:
        answer = subprocess.run(
            ["sqlite3", path], input=f".expert\n{query};\n", stdout=subprocess.PIPE, text=True, check=True)
        for line in answer.stdout.splitlines():
            if line.startswith("CREATE INDEX"):
                found.setdefault(line.split(" ON ", 1)[1], line.strip().rstrip(";"))
    if not found:
        raise SystemExit("this sqlite3 proposes nothing: was it built without .expert?")
    return list(found.values())


def size(database):
    return database.execute("pragma page_count").fetchone()[0] * database.execute("pragma page_size").fetchone()[0]


def measure(source, indexes, queries, reps, limit):
    work = source.with_suffix(".work")
    shutil.copyfile(source, work)
    database = connect(work)
    before = size(database)
    for index in indexes:
        database.execute(index)
    added = size(database) - before
    database.execute("analyze")
    times, plans = [], []
    for query in queries:
        plans.append([row[3] for row in database.execute("explain query plan " + query)])
        best = limit
        for _ in range(reps):
            end = time.monotonic() + limit
            database.set_progress_handler(lambda: time.monotonic() > end, 100000)
            start = time.process_time()
            try:
                database.execute(query).fetchall()
            except sqlite3.OperationalError as error:
                if str(error) != "interrupted":
                    raise
                break
            best = min(best, time.process_time() - start)
            if best > LONG:
                break
        times.append(best)
    database.close()
    work.unlink()
    return times, added / before, plans


def tpch(options):
    path = options.work / "tpch.db"
    load(options.csv, path)
    queries = statements(HERE / "tpch-queries.sql")
    database = connect(path)
    sizes = {table: database.execute(f"select count(*) from {table}").fetchone()[0] for table in TPCH}
    total = size(database)
    database.close()
    folder = project(options.work / "tpch", (HERE / "tpch-schema.sql").read_text(), queries, sizes)
    sets = {"none": [], ".expert": expert(path, queries), "perf-lint": proposed(options.tool, folder)}
    for share in BUDGETS:
        sets[f"budget {share}%"] = proposed(options.tool, folder, total * share // 100)
    results = {name: measure(path, indexes, queries, options.reps, options.limit) for name, indexes in sets.items()}
    bar = sum(results[".expert"][0])
    without, _, unaided = results["none"]
    for name, (times, share, plans) in results.items():
        slower = [f"Q{number} {seconds:.3f} s, not {base:.3f} s"
                  for number, (seconds, base) in enumerate(zip(times, without), 1)
                  if seconds > base * 1.1 and plans[number - 1] != unaided[number - 1]]
        print(f"{name:12} {len(sets[name]):2} indexes {share:6.1%} of the database {sum(times):8.3f} s"
              f" {sum(times) / bar:6.2f} x .expert  slower than without: {'; '.join(slower) or 'none'}")


def plans(schema, queries, indexes):
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(schema)
    for index in indexes:
        database.execute(index)
    database.execute("analyze")
    database.execute("delete from sqlite_stat1")
    for table, rows in JOB.items():
        database.execute("insert into sqlite_stat1 values (?, null, ?)", (table, str(rows)))
    for table, name in database.execute(
            "select tbl_name, name from sqlite_master where type = 'index' and sql is not null").fetchall():
        numbers = [JOB[table]]
        for place, row in enumerate(database.execute(f'pragma index_info("{name}")').fetchall()):
            column = row[2]
            values = JOB.get(PARENTS.get(column, ""), 100) if column.endswith("_id") else 10 ** (place + 1)
            numbers.append(max(1, JOB[table] // max(1, values)))
        database.execute("insert into sqlite_stat1 values (?, ?, ?)", (table, name, " ".join(map(str, numbers))))
    database.execute("analyze sqlite_schema")
    scans = automatic = 0
    for query in queries:
        tables = re.findall(r"(\w+) AS (\w+)", query.split(" FROM ", 1)[1].split(" WHERE ")[0], re.I)
        names = {alias.lower(): table.lower() for table, alias in tables}
        for row in database.execute("explain query plan " + query):
            step = re.match(r"(SCAN|SEARCH) (\w+)(.*)", row[3])
            if step:
                table = names.get(step[2].lower(), step[2].lower())
                scans += step[1] == "SCAN" and JOB.get(table, 0) > LARGE
                automatic += "AUTOMATIC" in step[3]
    return scans, automatic


def job(options):
    schema = (options.queries / "schema.sql").read_text()
    files = sorted(path for path in options.queries.glob("*.sql") if re.fullmatch(r"\d+[a-f]\.sql", path.name))
    queries = [" ".join(path.read_text().split()).rstrip(";") for path in files]
    if not queries:
        raise SystemExit(f"no queries in {options.queries}")
    folder = project(options.work / "job", schema, queries, JOB)
    empty = options.work / "job.db"
    empty.unlink(missing_ok=True)
    sqlite3.connect(empty).executescript(schema)
    sets = {"none": [], ".expert": expert(empty, queries), "perf-lint": proposed(options.tool, folder)}
    for name, indexes in sets.items():
        scans, automatic = plans(schema, queries, indexes)
        print(f"{name:10} {len(indexes):2} indexes {scans:3} scans of large tables {automatic:3} automatic indexes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark", choices=["tpch", "job"])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--csv", type=pathlib.Path)
    parser.add_argument("--queries", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--limit", type=float, default=60, help="seconds of one query")
    options = parser.parse_args()
    needed = "csv" if options.benchmark == "tpch" else "queries"
    if getattr(options, needed) is None:
        parser.error(f"{options.benchmark} needs --{needed}")
    if shutil.which("sqlite3") is None:
        parser.error("the shell `sqlite3` is not there")
    options.work.mkdir(parents=True, exist_ok=True)
    (tpch if options.benchmark == "tpch" else job)(options)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Times index advice on many statements: statements.py --tool PERF_LINT --work FOLDER [--statements 10000] [--tables 200]

Writes a schema of tables with keys to each other and as many distinct statements on them: look-ups, ranges, orders with
a limit, joins of two to four tables, subqueries, groups. The same numbers give the same bytes. Advice is timed twice: with
nothing known of sizes, and with all sizes given, where the one best set is searched.
"""
import argparse
import pathlib
import random
import subprocess
import time

WORDS = ["name", "email", "slug", "status", "kind", "code", "title", "token", "city", "phone"]
NUMBERS = ["amount", "quantity", "score", "position", "price"]
TIMES = ["created_at", "updated_at", "due_at"]


class Table:
    def __init__(self, number, chance):
        self.name = f"t{number}_{chance.choice(['orders', 'items', 'events', 'users', 'files', 'notes', 'plans'])}"
        self.words = chance.sample(WORDS, chance.randint(2, 5))
        self.numbers = chance.sample(NUMBERS, chance.randint(1, 3))
        self.times = chance.sample(TIMES, chance.randint(1, 2))
        self.parents = []

    def ddl(self):
        columns = ["id INTEGER PRIMARY KEY"]
        columns += [f"{parent.name}_id INTEGER NOT NULL REFERENCES {parent.name}(id)" for parent in self.parents]
        columns += [f"{name} VARCHAR(40) NOT NULL" for name in self.words]
        columns += [f"{name} INTEGER NOT NULL" for name in self.numbers]
        columns += [f"{name} TIMESTAMP NOT NULL" for name in self.times]
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(columns) + "\n);\n"


def condition(alias, table, chance):
    kind = chance.randrange(6)
    if kind == 0:
        return f"{alias}.{chance.choice(table.words)} = ?"
    if kind == 1:
        return f"{alias}.{chance.choice(table.words)} = '{chance.choice(WORDS)}{chance.randrange(100)}'"
    if kind == 2:
        return f"{alias}.{chance.choice(table.times)} >= ?"
    if kind == 3:
        return f"{alias}.{chance.choice(table.numbers)} BETWEEN {chance.randrange(50)} AND {chance.randrange(50, 200)}"
    if kind == 4 and table.parents:
        return f"{alias}.{chance.choice(table.parents).name}_id = ?"
    return f"{alias}.{chance.choice(table.words)} IN (?, ?, ?)"


def statement(tables, chance):
    first = chance.choice(tables)
    uses = [first]
    source = f"{first.name} a0"
    while uses[-1].parents and len(uses) < 4 and chance.random() < 0.4:
        parent = chance.choice(uses[-1].parents)
        source += f" JOIN {parent.name} a{len(uses)} ON a{len(uses)}.id = a{len(uses) - 1}.{parent.name}_id"
        uses.append(parent)
    conditions = []
    for number, table in enumerate(uses):
        if number == 0 or chance.random() < 0.5:
            conditions += [condition(f"a{number}", table, chance) for _ in range(chance.randint(1, 2))]
    if first.parents and chance.random() < 0.1:
        parent = chance.choice(first.parents)
        conditions.append(f"a0.{parent.name}_id IN (SELECT s.id FROM {parent.name} s WHERE {condition('s', parent, chance)})")
    where = " AND ".join(conditions)
    kind = chance.random()
    if kind < 0.3:
        order = chance.choice(first.times)
        shown = f"SELECT a0.id, a0.{first.words[0]} FROM {source} WHERE {where}"
        return f"{shown} ORDER BY a0.{order} DESC LIMIT {chance.randint(1, 50)}"
    if kind < 0.4:
        group = chance.choice(first.words)
        return f"SELECT a0.{group}, COUNT(*) FROM {source} WHERE {where} GROUP BY a0.{group}"
    if kind < 0.5:
        day = f"{chance.randrange(1990, 2030)}-{chance.randrange(1, 12):02}-01"
        return f"UPDATE {first.name} SET {first.words[0]} = ? WHERE {first.words[1]} = ? AND {first.times[0]} < '{day}'"
    return f"SELECT a0.* FROM {source} WHERE {where}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--statements", type=int, default=10000)
    parser.add_argument("--tables", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(1)
    tables = [Table(number, chance) for number in range(options.tables)]
    for number, table in enumerate(tables):
        table.parents = chance.sample(tables[:number], min(number, chance.randint(0, 3)))
    found = {}
    while len(found) < options.statements:
        found.setdefault(statement(tables, chance))
    sizes = ", ".join(f"{table.name}: {chance.choice([200, 5000, 100000, 3000000])}" for table in tables)
    for name, configuration in [("unknown sizes", ""), ("known sizes", f"table-sizes: {{{sizes}}}\n")]:
        folder = options.work / name.replace(" ", "-")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "schema.sql").write_text("".join(table.ddl() for table in tables))
        (folder / "queries.sql").write_text("".join(text + ";\n" for text in found))
        (folder / ".perf-lint.yml").write_text(configuration)
        start = time.perf_counter()
        text = subprocess.run([options.tool, "indexes", str(folder)], check=True, capture_output=True, text=True).stdout
        seconds = time.perf_counter() - start
        print(f"{name}: {len(found)} statements, {len(tables)} tables, {text.count('CREATE INDEX')} indexes in {seconds:.1f} s")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Checks the SQL parser against SQLite: every statement that SQLite's own parser accepts must be read without an issue,
and what the printer makes of it must be accepted again.

usage: sqlite_accepts.py READER PATH...

READER is a program that reads statements separated by byte 30 from standard input and answers each with the fields
`issues, statements, opaque, untranslated, first issue, text, additional`, separated by byte 31 and ended by byte 30
(`Tests/Conformance/sql/reader.swift`). PATH is a folder or file: `.sql` files are cut into statements with SQLite's
`complete_statement`, `.test` files (SQLite's own, Tcl) give what stands in `execsql {…}` and its relatives, `.py` and
`.swift` files their string literals that begin like SQL.

A statement counts as valid when SQLite's error, if any, is not about syntax ("no such table" is not).
"""
import ast
import os
import re
import sqlite3
import subprocess
import sys

SYNTAX = re.compile(r"syntax error|incomplete input|unrecognized token|ORDER BY clause should come after|"
                    r"LIMIT clause should come after|parser stack overflow|interrupted|too many|can prepare only|"
                    r"only execute one|embedded null|near \"|a NATURAL join may not|a JOIN clause is required")
# SQLite stops parsing when a definition names what is not there or there already: nothing is known about the rest.
UNKNOWN = re.compile(r"unknown database|unknown or unsupported join|unknown join type")
UNKNOWN_DEFINITION = re.compile(r"no such table|already exists|already another|Cannot add|cannot|duplicate column|no such module")
BEGINNING = re.compile(r"\s*(SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|VALUES|EXPLAIN)\b", re.I)


def statements_of_script(text):
    piece = []
    for line in text.splitlines(keepends=True):
        piece.append(line)
        if ";" in line and sqlite3.complete_statement("".join(piece)):
            yield from split_line("".join(piece))
            piece = []
        if len(piece) > 400:
            piece = []
    yield from split_line("".join(piece))


def split_line(text):
    """Several statements may end on one line."""
    start = 0
    for found in re.finditer(";", text):
        part = text[start:found.end()]
        if sqlite3.complete_statement(part):
            yield part
            start = found.end()
    yield text[start:]


def scripts(path):
    with open(path, "rb") as file:
        text = file.read().decode("utf-8", "replace")
    if path.endswith(".sql"):
        yield text
    elif path.endswith(".test"):
        for found in re.finditer(r"(?:execsql|catchsql|do_execsql_test\s+\S+|do_eqp_test\s+\S+|db eval|do_catchsql_test\s+\S+)\s*\{", text):
            depth, i = 1, found.end()
            while i < len(text) and depth:
                depth += {"{": 1, "}": -1}.get(text[i], 0)
                i += 1
            body = text[found.end():i - 1]
            if "$" not in body and "[" not in body:
                yield body
    elif path.endswith(".py"):
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            return
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and BEGINNING.match(node.value):
                yield node.value
    elif path.endswith(".swift"):
        for found in re.finditer(r'"""\n(.*?)\n\s*"""|"((?:[^"\\\n]|\\.)+)"', text, re.S):
            literal = found.group(1) or found.group(2)
            if BEGINNING.match(literal) and "\\" not in literal:
                yield literal


def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in os.walk(path):
            for name in sorted(names):
                if name.endswith((".sql", ".test", ".py", ".swift")):
                    yield os.path.join(folder, name)


def accepts(connection, statement):
    """The reason why SQLite's parser refuses the statement, or None."""
    body = statement.strip()
    try:
        connection.execute("EXPLAIN " + body if not body.upper().startswith("EXPLAIN") else body)
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        message = str(error)
        if SYNTAX.search(message) or UNKNOWN.search(message):
            return message
        if UNKNOWN_DEFINITION.search(message) and re.match(r"(EXPLAIN\s+)?(ALTER|CREATE\s+(TEMP\w*\s+)?(VIRTUAL\s+)?(TABLE|TRIGGER))", body, re.I):
            return message
    return None


def collect(paths):
    seen = {}
    for path in files(paths):
        connection = sqlite3.connect(":memory:")
        for script in scripts(path):
            for statement in statements_of_script(script):
                text = statement.strip()
                while text.startswith("--"):
                    text = text.partition("\n")[2].lstrip()
                if not BEGINNING.match(text) or len(text) > 20000 or text in seen or "\x1e" in text or "\x1f" in text:
                    continue
                if accepts(connection, text) is None:
                    seen[text] = path
                    # Definitions run, so that what follows can be prepared and not only parsed.
                    if re.match(r"\s*CREATE\s+(TEMP\w*\s+)?(TABLE|VIEW|INDEX|UNIQUE)", text, re.I) and "SELECT" not in text.upper():
                        try:
                            connection.execute(text)
                        except (sqlite3.Error, sqlite3.Warning):
                            pass
        connection.close()
    return seen


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    seen = collect(sys.argv[2:])
    texts = list(seen)
    answer = subprocess.run([*sys.argv[1].split()], input="\x1e".join(texts).encode(), stdout=subprocess.PIPE, check=True)
    records = answer.stdout.decode("utf-8", "replace").split("\x1e")[:-1]
    if len(records) != len(texts):
        sys.exit(f"{len(texts)} statements sent, {len(records)} answers")
    with_issue = several = opaque = untranslated = refused = printed = 0
    for text, record in zip(texts, records):
        issues, count, is_opaque, reasons, first, output, more = record.split("\x1f")
        place = f"{seen[text]}: {' '.join(text.split())[:160]}"
        if int(issues):
            with_issue += 1
            print(f"issue: {first}: {place}")
            continue
        if int(count) != 1:
            several += 1
            print(f"{count} statements: {place}")
            continue
        if is_opaque == "true":
            opaque += 1
            continue
        if reasons:
            untranslated += 1
            print(f"untranslated: {reasons}: {place}")
            continue
        for piece in [output, *filter(None, more.split(";"))] if output else []:
            reason = accepts(sqlite3.connect(":memory:"), piece)
            if reason and SYNTAX.search(reason):
                refused += 1
                print(f"refused: {reason}: {place}\n   as: {piece[:200]}")
                break
        else:
            printed += 1
    print(f"{len(texts)} statements that SQLite {sqlite3.sqlite_version} accepts: {with_issue} with an issue, "
          f"{several} not read as one statement, {opaque} opaque, {untranslated} not translated, "
          f"{printed} printed and accepted again, {refused} refused")
    sys.exit(1 if with_issue or several or refused else 0)


if __name__ == "__main__":
    main()

"""Compare the trees of `perf-lint debug tree` with CPython's ast.

    python3 compare_trees.py [--tool "perf-lint debug tree"] [--processes 2] PATH...

PATH is a Python file, a folder, or @FILE with one path a line. For each kind of node that both trees have, the byte
ranges of all its nodes must be the same; where the two trees draw a range differently by design, the ends or the number
of nodes are compared. Needs Python 3.12 or later for the places inside f-strings. Files that CPython cannot parse are
counted apart.
"""
import argparse
import ast
import collections
import multiprocessing
import re
import shlex
import subprocess
import sys
import tokenize
import warnings

from compare_tokens import BATCH, files

LINE = re.compile(r' *(\w+)(?: "(?:[^"\\]|\\.)*…?")?(?: "(?:[^"\\]|\\.)*)? (\d+)\.\.<(\d+)')
BAR = 99.9

SPANS = {
    "Attribute": "member", "Subscript": "subscript", "Lambda": "closure", "IfExp": "conditional",
    "BoolOp": "logical", "BinOp": "binary", "Compare": "binary", "UnaryOp": "unary", "ListComp": "listComprehension",
    "SetComp": "setComprehension", "DictComp": "dictionaryComprehension", "For": "forLoop", "AsyncFor": "forLoop",
    "While": "whileLoop", "With": "withStatement", "AsyncWith": "withStatement", "Try": "tryStatement",
    "TryStar": "tryStatement", "ExceptHandler": "exceptClause", "Return": "returnStatement", "Raise": "raiseStatement",
    "Assert": "assertStatement", "Assign": "assignment", "AnnAssign": "assignment",
    "AugAssign": "augmentedAssignment", "Expr": "expressionStatement", "Import": "importDeclaration",
    "ImportFrom": "importFrom", "alias": "importedName", "Delete": "deleteStatement", "Await": "await",
    "Yield": "yield", "YieldFrom": "yield", "NamedExpr": "namedExpression", "Global": "scopeDeclaration",
    "Nonlocal": "scopeDeclaration", "Match": "matchStatement", "Pass": "passStatement", "Break": "breakStatement",
    "Continue": "continueStatement", "Call": "call", "MatchClass": "call", "TypeAlias": "typeAlias",
}
ENDS = {"FunctionDef": "functionDeclaration", "AsyncFunctionDef": "functionDeclaration", "ClassDef": "classDeclaration"}
COUNTS = {"GeneratorExp": "generatorComprehension", "comprehension": "comprehensionFor", "withitem": "withItem",
          "match_case": "caseClause", "arg": "parameter"}
# Only in files without patterns and type parameters, which are drawn from other nodes.
PLAIN_SPANS = {"Name": "name", "List": "list", "Set": "set", "Dict": "dictionary"}


def constant_kind(value):
    if isinstance(value, (str, bytes)):
        return "string"
    if value is None or value is ... or isinstance(value, bool):
        return "constant"
    return "integer" if isinstance(value, int) else "float"


def expected(data):
    """Sorted ranges of CPython's nodes by our kind, or None if it cannot parse the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    if data.startswith(b"\xef\xbb\xbf"):
        starts[0] = 3

    spans = collections.defaultdict(list)
    plain = True
    in_templates = set()
    formats = set()
    for node in ast.walk(module):
        name = type(node).__name__
        if name in ("Match", "TypeVar", "ParamSpec", "TypeVarTuple", "TypeAlias", "Global", "Nonlocal"):
            plain = False
        if hasattr(node, "lineno"):
            span = (starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset)
        if name in SPANS:
            spans[SPANS[name]].append(span)
        elif name in ENDS:
            spans[ENDS[name]].append((0, span[1]))
        elif name in PLAIN_SPANS:
            spans[PLAIN_SPANS[name]].append(span)
        elif name in COUNTS:
            spans[COUNTS[name]].append((0, 0))
        elif name == "If":
            spans["ifBranch"].append((span[0], 0))
        elif name in ("JoinedStr", "TemplateStr"):
            in_templates.update(id(value) for value in node.values)
            if id(node) not in formats:
                spans["stringTemplate"].append(span)
        elif name in ("FormattedValue", "Interpolation"):
            spans["stringHole"].append((0, 0))
            formats.add(id(node.format_spec))
        elif name == "Constant" and not (id(node) in in_templates and isinstance(node.value, str)):
            spans[constant_kind(node.value)].append(span)
        elif name == "MatchSingleton":
            spans["constant"].append(span)
        elif name == "arguments":
            # A bare `*` and a `/` are parameters of ours.
            bare = bool(node.posonlyargs) + bool(node.kwonlyargs and node.vararg is None)
            spans["parameter"] += [(0, 0)] * bare
            defaults = len(node.defaults) + sum(default is not None for default in node.kw_defaults)
            spans["defaultValue"] += [(0, 0)] * defaults
        if name == "comprehension":
            spans["comprehensionCondition"] += [(0, 0)] * len(node.ifs)
    if not plain:
        for kind in PLAIN_SPANS.values():
            spans.pop(kind, None)
    return plain, {kind: sorted(ranges) for kind, ranges in spans.items() if ranges}


def actual(lines, plain):
    """Our ranges in the same form."""
    spans = collections.defaultdict(list)
    ends = set(ENDS.values())
    counted = set(COUNTS.values()) | {"stringHole", "defaultValue", "comprehensionCondition"}
    ranged = set(SPANS.values()) | {"stringTemplate", "string", "constant", "integer", "float"}
    if plain:
        ranged |= set(PLAIN_SPANS.values())
    templates = []
    for line in lines:
        match = LINE.match(line)
        if not match:
            continue
        kind = match[1]
        depth = len(line) - len(line.lstrip(" "))
        while templates and depth <= templates[-1]:
            templates.pop()
        # The text of a template is part of it for CPython, and a node of ours where it may be SQL.
        if kind == "string" and templates and depth == templates[-1] + 2:
            continue
        if kind == "stringTemplate":
            templates.append(depth)
        if kind in ranged:
            spans[kind].append((int(match[2]), int(match[3])))
        elif kind in ends:
            spans[kind].append((0, int(match[3])))
        elif kind in counted:
            spans[kind].append((0, 0))
        elif kind == "ifBranch":
            spans[kind].append((int(match[2]), 0))
        elif kind == "unread":
            spans[kind].append((int(match[2]), int(match[3])))
    return {kind: sorted(ranges) for kind, ranges in spans.items()}


def compare(path, lines):
    with open(path, "rb") as file:
        data = file.read()
    try:
        with tokenize.open(path) as file:
            encoding = file.encoding
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return None
    if encoding not in ("utf-8", "utf-8-sig") and not data.isascii():
        return None
    wanted = expected(data)
    if wanted is None:
        return None
    plain, wanted = wanted
    found = actual(lines, plain)
    # Types in comments are nodes of ours only.
    comments = [match.span() for match in re.finditer(rb"#[ \t]*type:[^\r\n]*", data)]
    for kind, ranges in found.items():
        extra = collections.Counter(ranges) - collections.Counter(wanted.get(kind, []))
        for span in extra.elements():
            if any(start <= span[0] and span[1] <= end for start, end in comments):
                ranges.remove(span)
    found = {kind: ranges for kind, ranges in found.items() if ranges}
    if wanted == found:
        return True
    notes = []
    for kind in sorted(wanted.keys() | found.keys()):
        missing = collections.Counter(wanted.get(kind, [])) - collections.Counter(found.get(kind, []))
        extra = collections.Counter(found.get(kind, [])) - collections.Counter(wanted.get(kind, []))
        if missing or extra:
            notes.append(f"{kind} missing {sorted(missing)[:2]} extra {sorted(extra)[:2]}")
    return f"{path}: " + "; ".join(notes)


def compare_batch(job):
    tool, paths = job
    output = subprocess.run(tool + (paths if len(paths) > 1 else paths * 2), stdout=subprocess.PIPE, check=True).stdout
    parts = {}
    for line in output.decode("utf-8", "replace").split("\n"):
        if line.startswith("== "):
            parts[line[3:]] = current = []
        else:
            current.append(line)
    return [compare(path, parts[path]) if path in parts else f"{path}: no output" for path in paths]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="perf-lint debug tree")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    paths = [path for path in files(options.paths) if path]
    jobs = [(shlex.split(options.tool), paths[index : index + BATCH]) for index in range(0, len(paths), BATCH)]
    same = rejected = 0
    with multiprocessing.Pool(options.processes) as pool:
        for results in pool.imap(compare_batch, jobs):
            for result in results:
                if result is True:
                    same += 1
                elif result is None:
                    rejected += 1
                else:
                    print(result)
    compared = len(paths) - rejected
    share = 100 * same / compared if compared else 0
    version = ".".join(str(part) for part in sys.version_info[:3])
    print(f"{same} of {compared} trees equal to Python {version}'s ({share:.3f} %), {rejected} not compared")
    return 0 if share >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())

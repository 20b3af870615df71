"""Compare token boundaries of `perf-lint debug tokens` with CPython's tokenize.

    python3 compare_tokens.py [--tool "perf-lint debug tokens"] [--processes 2] PATH...

PATH is a Python file, a folder, or @FILE with one path a line. Compared are names, numbers, strings and operators by
their byte offsets, the places of logical line ends, and the order of indents and dedents. On Python 3.12 and later the
tokens inside f-strings are compared too; before that an f-string is one token. Files that tokenize itself rejects are
counted apart. Prints one line for each file that differs, then a summary; the exit code is 1 below 99.9 %.
"""
import argparse
import io
import multiprocessing
import os
import shlex
import subprocess
import sys
import tokenize

BAR = 99.9
BATCH = 100
TEMPLATE_STARTS = {getattr(tokenize, name) for name in ("FSTRING_START", "TSTRING_START") if hasattr(tokenize, name)}
TEMPLATE_ENDS = {getattr(tokenize, name) for name in ("FSTRING_END", "TSTRING_END") if hasattr(tokenize, name)}
TEMPLATE_TEXTS = {getattr(tokenize, name) for name in ("FSTRING_MIDDLE", "TSTRING_MIDDLE") if hasattr(tokenize, name)}
SKIPPED = {tokenize.ENCODING, tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER} | TEMPLATE_TEXTS


def expected(data):
    """Tokens of CPython as (sort, start, end) with byte offsets; None if it cannot tokenize the file."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        lines = io.TextIOWrapper(io.BytesIO(data), encoding, newline="").read().splitlines(keepends=True)
        tokens = list(tokenize.tokenize(io.BytesIO(data).readline))
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError, LookupError):
        return None
    if any("\r" in line.rstrip("\r\n") or line.endswith("\r") for line in lines):
        return None  # lone carriage returns: tokenize counts lines in its own way
    lines = [line for line in io.TextIOWrapper(io.BytesIO(data), encoding, newline="\n")]
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    starts = [3 if encoding == "utf-8-sig" else 0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode(codec)))

    def offset(place):
        row, column = place
        if row > len(lines):
            return len(data)
        line = lines[row - 1]
        return starts[row - 1] + (column if line.isascii() else len(line[:column].encode(codec)))

    result = []
    templates = []
    for token in tokens:
        if token.type in SKIPPED:
            continue
        if token.type == tokenize.NEWLINE:
            result.append(("newline", min(offset(token.start), len(data)), 0))
        elif token.type == tokenize.INDENT:
            result.append(("indent", 0, 0))
        elif token.type == tokenize.DEDENT:
            result.append(("dedent", 0, 0))
        elif token.type in TEMPLATE_STARTS:
            templates.append(len(result))
            result.append(("token", offset(token.start), 0))
        elif token.type in TEMPLATE_ENDS:
            opened = templates.pop()
            result[opened] = ("token", result[opened][1], offset(token.end))
        elif token.type == tokenize.ERRORTOKEN:
            return None
        else:
            result.append(("token", offset(token.start), offset(token.end)))
    return result


def actual(lines):
    """Tokens of perf-lint in the same form."""
    result = []
    hole_depth = 0
    for line in lines:
        start, end, kind = line.split()
        if kind == "hole-start":
            hole_depth += 1
        if not TEMPLATE_STARTS and hole_depth:
            hole_depth -= kind == "hole-end"
            continue
        if kind == "newline":
            result.append((kind, int(start), 0))
        elif kind in ("indent", "dedent"):
            result.append((kind, 0, 0))
        elif kind != "end":
            result.append(("token", int(start), int(end)))
    return result


def compare(path, lines):
    with open(path, "rb") as file:
        data = file.read()
    wanted = expected(data)
    if wanted is None:
        return None
    found = actual(lines)
    if wanted == found:
        return True
    index = 0
    while index < min(len(wanted), len(found)) and wanted[index] == found[index]:
        index += 1
    show = lambda tokens: tokens[index] if index < len(tokens) else "nothing"
    return f"{path}: expected {show(wanted)}, found {show(found)}"


def compare_batch(job):
    tool, paths = job
    # The same file twice keeps the header line when there is one file only.
    output = subprocess.run(tool + (paths if len(paths) > 1 else paths * 2), stdout=subprocess.PIPE, check=True).stdout
    parts = {}
    for line in output.decode("utf-8", "surrogateescape").splitlines():
        if line.startswith("== "):
            parts[line[3:]] = current = []
        else:
            current.append(line)
    return [compare(path, parts[path]) if path in parts else f"{path}: no output" for path in paths]


def files(arguments):
    for argument in arguments:
        if argument.startswith("@"):
            with open(argument[1:]) as file:
                yield from file.read().split("\n")
        elif os.path.isdir(argument):
            for folder, _, names in sorted(os.walk(argument)):
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))
        else:
            yield argument


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="perf-lint debug tokens")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    paths = [path for path in files(options.paths) if path]
    tool = shlex.split(options.tool)
    jobs = [(tool, paths[index : index + BATCH]) for index in range(0, len(paths), BATCH)]
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
    print(f"{same} of {compared} files token-identical with Python {version} ({share:.3f} %), {rejected} rejected by it")
    return 0 if share >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())

"""Compare the trees of `perf-lint debug tree` with the parsers of Django and Jinja.

    python3 compare_trees.py [--tool "perf-lint debug tree"] [--list 20] PATH...

PATH is a template, a folder, or @FILE with one path a line. Needs the packages django and jinja2. Each file is given to
both parsers; a file that neither accepts is counted apart. Django's parser is made to accept tags and filters of
libraries that are not installed, where such a tag has a body if its `end…` tag follows, and tags that go over several
lines. A file that both accept need only be read as one of the two reads it.

Compared with Django: the variables and the iterable of every loop, as text; the numbers of conditions with their
branches, `with`, blocks, includes, extends and, outside translations, outputs. With Jinja: the lines of the loops and
the numbers of conditions, macros, calls with a body, blocks, includes, extends, imports, assignments and outputs.
"""
import argparse
import collections
import os
import re
import shlex
import subprocess
import sys

import django
import jinja2
import jinja2.ext
from django.conf import settings
from django.template import Engine, base, defaulttags, loader_tags
from jinja2 import nodes

LINE = re.compile(r'( *)(\w+)(?: "((?:[^"\\]|\\.)*)"?)?.*? (\d+)\.\.<(\d+)')
SUFFIXES = (".html", ".htm", ".jinja", ".jinja2", ".j2", ".djhtml")
BATCH = 200
BAR = 99.0


def files(paths):
    for path in paths:
        if path.startswith("@"):
            with open(path[1:]) as names:
                yield from (name.strip() for name in names if name.strip())
        elif os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders.sort()
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(SUFFIXES))
        else:
            yield path


# MARK: what perf-lint sees

class Node:
    def __init__(self, kind, name, start, end):
        self.kind, self.name, self.start, self.end = kind, name, start, end
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(lines):
    root, stack, issues = None, [], 0
    for line in lines:
        if line.startswith("# "):
            issues += 1
            continue
        match = LINE.match(line)
        if not match:
            continue
        node = Node(match[2], match[3], int(match[4]), int(match[5]))
        depth = len(match[1]) // 2
        del stack[depth:]
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
        stack.append(node)
    return root, issues


def dumps(tool, paths):
    for first in range(0, len(paths), BATCH):
        batch = paths[first:first + BATCH]
        arguments = batch if len(batch) > 1 else batch * 2
        out = subprocess.run(shlex.split(tool) + arguments, stdout=subprocess.PIPE).stdout.decode("utf-8", "replace")
        parts = re.split(r"^== (.*)\n", out, flags=re.M)[1:]
        found = dict(zip(parts[::2], parts[1::2]))
        for path in batch:
            yield path, found.get(path)


def ours(root, data):
    seen = collections.Counter()
    loops, lines = [], []
    translated = [n for n in root.walk() if n.kind == "tag" and (n.name or "").startswith(("blocktrans", "trans"))]
    for node in root.walk():
        kind = node.kind
        if kind == "forLoop":
            pattern, iterable = node.children[0], node.children[1]
            variables = pattern.children if pattern.kind == "tuple" else [pattern]
            names = [data[v.start:v.end].decode("utf-8", "replace") for v in variables]
            loops.append((",".join(names), data[iterable.start:iterable.end].decode("utf-8", "replace").strip()))
            lines.append(data[:node.start].count(b"\n") + 1)
        elif kind == "output":
            if not any(t.start <= node.start < t.end for t in translated):
                seen["outputs"] += 1
        elif kind == "assignment":
            seen["assignments"] += data[node.start:node.end].lstrip(b"{%-+ ").startswith(b"set")
        elif kind == "tag" and node.name == "call":
            seen["calls"] += 1
        elif kind == "ifStatement":
            seen["conditions"] += 1
            seen["branches"] += len(node.children)
        else:
            word = {"templateBlock": "blocks", "include": "includes", "extends": "extends", "withStatement": "with",
                    "functionDeclaration": "macros", "importDeclaration": "imports", "importFrom": "imports"}.get(kind)
            if word:
                seen[word] += 1
    return sorted(loops), sorted(lines), seen


# MARK: what Django sees

class Unknown(base.Node):
    child_nodelists = ("body", "rest")

    def __init__(self, body, rest):
        self.body, self.rest = body, rest


def compile_unknown(parser, token):
    word = token.split_contents()[0]
    end = "end" + word
    # `parser.tokens` is reversed. As in perf-lint, the end belongs to the nearest tag of that name.
    open_count = 0
    for later in reversed(parser.tokens):
        if later.token_type != base.TokenType.BLOCK:
            continue
        name = (later.contents.split() or [""])[0]
        if name == word:
            return Unknown(base.NodeList(), base.NodeList())
        if name == end:
            open_count = 1
            break
    if not open_count:
        return Unknown(base.NodeList(), base.NodeList())
    parts = [base.NodeList(), base.NodeList()]
    parts[0] = parser.parse(("else", end))
    if parser.next_token().contents.split()[0] == "else":
        parts[1] = parser.parse((end,))
        parser.delete_first_token()
    return Unknown(*parts)


class Tags(dict):
    def __missing__(self, name):
        if name.startswith(("end", "el", "empty")):
            raise KeyError(name)
        return compile_unknown

    def __contains__(self, name):
        return not name.startswith(("end", "el", "empty"))


class Filters(dict):
    def __missing__(self, name):
        return lambda value, *arguments: value

    def __contains__(self, name):
        return True


def skip_load(parser, token):
    return Unknown(base.NodeList(), base.NodeList())


def django_view(engine, text):
    tokens = base.DebugLexer(text).tokenize()
    parser = base.Parser(tokens, engine.template_libraries, engine.template_builtins, base.Origin("x", template_name="a/b/x.html"))
    parser.tags, parser.filters = Tags(parser.tags), Filters()
    parser.tags["load"] = skip_load
    found = parser.parse()
    loops = []
    for node in found.get_nodes_by_type(defaulttags.ForNode):
        loops.append((",".join(node.loopvars), node.sequence.token))
    seen = collections.Counter()
    for node in found.get_nodes_by_type(base.Node):
        if isinstance(node, base.VariableNode):
            seen["outputs"] += 1
        elif isinstance(node, defaulttags.IfNode):
            seen["conditions"] += 1
            seen["branches"] += len(node.conditions_nodelists)
        elif isinstance(node, loader_tags.BlockNode):
            seen["blocks"] += 1
        elif isinstance(node, loader_tags.IncludeNode):
            seen["includes"] += 1
        elif isinstance(node, loader_tags.ExtendsNode):
            seen["extends"] += 1
    return sorted(loops), seen


# MARK: what Jinja sees

class UnknownTags(jinja2.ext.Extension):
    """Passes over tags without a body that no installed extension knows."""
    known = set("""for if elif else block extends print macro include from import set with autoescape call filter do
        break continue trans pluralize raw""".split())
    tags = set()

    def parse(self, parser):
        while parser.stream.current.type != "block_end":
            next(parser.stream)
        return []

    def learn(self, text):
        names = set(re.findall(r"{%[-+]?\s*(\w+)", text))
        self.tags = {n for n in names if not n.startswith("end") and "end" + n not in names} - self.known


def jinja_view(environment, text):
    environment.extensions[UnknownTags.identifier].learn(text)
    tree = environment.parse(text)
    seen = collections.Counter()
    lines = sorted(node.lineno for node in tree.find_all(nodes.For))
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Output):
            seen["outputs"] += sum(not isinstance(child, nodes.TemplateData) for child in node.nodes)
        word = {nodes.Macro: "macros", nodes.CallBlock: "calls", nodes.Block: "blocks", nodes.Include: "includes",
                nodes.Extends: "extends", nodes.Import: "imports", nodes.FromImport: "imports",
                nodes.Assign: "assignments", nodes.AssignBlock: "assignments"}.get(type(node))
        # Translations assign to a name of their own.
        if word and not (word == "assignments" and getattr(node.target, "name", "") == "_trans"):
            seen[word] += 1
        if isinstance(node, nodes.If):
            seen["branches"] += 1
    return lines, seen


def branches_of_jinja(root):
    """Jinja nests `elif` in its `if`: every branch with a condition is one."""
    return sum(child.kind == "ifBranch" for n in root.walk() if n.kind == "ifStatement" for child in n.children)


def compare(path, data, root, engine, environment, tally):
    text = data.decode("utf-8")
    loops, lines, seen = ours(root, data)
    problems, accepted, agreed = [], [], 0
    try:
        theirs, counted = django_view(engine, text)
    except (base.TemplateSyntaxError, IndexError, ValueError, StopIteration, AttributeError):
        pass
    else:
        accepted.append("django")
        tally["django loops"] += len(theirs)
        normalise = lambda pairs: sorted((v.replace(" ", ""), re.sub(r"\s+", "", e)) for v, e in pairs)
        if normalise(theirs) != normalise(loops):
            problems.append(f"django: loops {theirs} != {loops}")
        for word in ("conditions", "branches", "blocks", "includes", "extends", "outputs"):
            if counted[word] != seen[word]:
                problems.append(f"django: {word} {counted[word]} != {seen[word]}")
        agreed += not problems
    before = len(problems)
    try:
        their_lines, counted = jinja_view(environment, text)
    except (jinja2.TemplateSyntaxError, AssertionError, RecursionError):
        pass
    else:
        accepted.append("jinja")
        tally["jinja loops"] += len(their_lines)
        if their_lines != lines:
            problems.append(f"jinja: loops on lines {their_lines} != {lines}")
        seen["branches"] = branches_of_jinja(root)
        words = ["branches", "macros", "calls", "blocks", "includes", "extends", "imports", "assignments"]
        if "trans" not in text:
            words.append("outputs")
        for word in words:
            if counted[word] != seen[word]:
                problems.append(f"jinja: {word} {counted[word]} != {seen[word]}")
        agreed += len(problems) == before
    if agreed < len(accepted) and agreed:
        tally["read as one of the two that accept it"] += 1
        problems = []
    return accepted, problems


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="+", metavar="PATH")
    arguments.add_argument("--tool", default="perf-lint debug tree")
    arguments.add_argument("--list", type=int, default=20, help="differing files to show")
    options = arguments.parse_args()
    base.tag_re = re.compile(base.tag_re.pattern, re.DOTALL)
    base.FilterExpression.args_check = staticmethod(lambda name, function, provided: True)
    settings.configure()
    django.setup()
    engine = Engine(libraries={}, builtins=["django.templatetags.i18n", "django.templatetags.l10n",
                                            "django.templatetags.tz", "django.templatetags.cache"])
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols",
                                                 UnknownTags])
    tally, shown = collections.Counter(), 0
    for path, dump in dumps(options.tool, list(files(options.paths))):
        tally["files"] += 1
        if dump is None:
            tally["no answer"] += 1
            print(f"{path}: no answer")
            continue
        with open(path, "rb") as file:
            data = file.read()
        root, issues = read_tree(dump.splitlines())
        tally["issues"] += issues
        try:
            accepted, problems = compare(path, data, root, engine, environment, tally)
        except UnicodeDecodeError:
            tally["not UTF-8"] += 1
            continue
        if not accepted:
            tally["accepted by neither"] += 1
        elif problems:
            tally["different"] += 1
            if shown < options.list:
                shown += 1
                print(f"{path} ({', '.join(accepted)})")
                for problem in problems[:4]:
                    print(f"    {problem[:400]}")
        else:
            tally["equal"] += 1
        for name in accepted:
            tally[f"accepted by {name}"] += 1
        if accepted and issues:
            tally["issues in accepted files"] += issues
    for word, number in sorted(tally.items()):
        print(f"{word}: {number}")
    compared = tally["equal"] + tally["different"]
    share = 100 * tally["equal"] / compared if compared else 0
    print(f"equal: {share:.2f}% of {compared}")
    return 0 if share >= BAR and not tally["no answer"] else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Validates SARIF logs against the official schema.

usage: validate.py SCHEMA FILE...

Needs the `jsonschema` package. SCHEMA is sarif-schema-2.1.0.json as OASIS publishes it. Beside the schema, checks what
it cannot say: indexes point at what they name, relative URIs have a base, regions do not end before they start.
Exit code 0 when every file is valid.
"""

import json
import sys

import jsonschema


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(
        schema, format_checker=jsonschema.FormatChecker()
    )
    failures = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            log = json.load(file)
        errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)]
        errors += [message for run in log.get("runs", []) for message in inconsistencies(run)]
        for error in errors:
            print(f"{path}: {error}")
        failures += bool(errors)
    print(f"{len(sys.argv) - 2 - failures} of {len(sys.argv) - 2} files are valid")
    return 1 if failures else 0


def inconsistencies(run):
    rules = run["tool"]["driver"].get("rules", [])
    bases = run.get("originalUriBaseIds", {})
    for number, result in enumerate(run.get("results", [])):
        where = f"result {number}"
        index = result.get("ruleIndex", -1)
        if not 0 <= index < len(rules) or rules[index]["id"] != result["ruleId"]:
            yield f"{where}: ruleIndex {index} does not name {result['ruleId']}"
        ids = [place["id"] for place in result.get("relatedLocations", [])]
        if len(set(ids)) != len(ids):
            yield f"{where}: related locations share an id"
    for place in every(run, "artifactLocation"):
        if "uriBaseId" in place and place["uriBaseId"] not in bases:
            yield f"{place['uriBaseId']} is not declared"
        if "uriBaseId" not in place and ":" not in place["uri"]:
            yield f"{place['uri']} is relative to nothing"
    for name in ("region", "deletedRegion"):
        for region in every(run, name):
            start = (region["startLine"], region["startColumn"])
            if (region["endLine"], region["endColumn"]) < start:
                yield f"a region ends before it starts: {region}"


def every(value, name):
    if isinstance(value, dict):
        for key, member in value.items():
            if key == name:
                yield member
            yield from every(member, name)
    elif isinstance(value, list):
        for element in value:
            yield from every(element, name)


if __name__ == "__main__":
    sys.exit(main())

"""A helper with an early return, called for each key."""


def find(records: list, key):
    for record in records:
        if record["key"] == key:
            return record
    return None


def flagged(keys: list, records: list):
    found = []
    for key in keys:
        found.append(find(records, key))  # expect: nested-scan "records"
    return found


def fixed(keys: list, records: list):
    by_key = {record["key"]: record for record in records}
    return [by_key.get(key) for key in keys]


def data(size):
    return list(range(0, 2 * size, 2)), [{"key": number} for number in range(size)]

def breadth_first(start, children):
    queue = [start]
    order = []
    while queue:
        node = queue.pop(0)  # expect: linear-operation-in-loop "queue"
        order.append(node)
        for child in children(node):
            queue.append(child)
    return order


def newest_first(lines):
    result = []
    for line in lines:
        result.insert(0, line)  # expect: linear-operation-in-loop
    return result


def positions(names: list, wanted):
    return [names.index(name) for name in wanted]  # expect: linear-operation-in-loop


def histogram(words: list):
    counts = {}
    for word in words:
        counts[word] = words.count(word)  # expect: linear-operation-in-loop
    return counts


def without(values: list, unwanted):
    for value in unwanted:
        values.remove(value)  # expect: linear-operation-in-loop
    return values


def records(data: bytes):
    result = []
    while data:
        size = data[0]
        result.append(data[1:size])
        data = data[size:]  # expect: linear-operation-in-loop
    return result


def head_and_tail(tokens: list):
    output = []
    while tokens:
        output.append(tokens[0])
        tokens = tokens[1:]  # expect: linear-operation-in-loop
    return output


def smallest_first(jobs: list):
    done = []
    while jobs:
        job = min(jobs)  # missed: linear-operation-in-loop (rounds of a while are no input size)
        jobs.remove(job)  # expect: linear-operation-in-loop
        done.append(job)
    return done


def drop_head(buffer: list):
    while buffer:
        print(buffer[0])
        del buffer[0]  # expect: linear-operation-in-loop


def resorted(events):
    timeline = []
    for event in events:
        timeline.append(event.time)
        timeline.sort()  # expect: linear-operation-in-loop
    return timeline


def totals(rows: list, prices: list):
    return [row.price / sum(prices) for row in rows]  # expect: linear-operation-in-loop


def line_number(text: str, offsets):
    return [text[:offset].count("\n") for offset in offsets]  # missed: linear-operation-in-loop (a prefix of text per offset)


def supported(wheels, tags: list):
    for wheel in wheels:
        file_tags = set(wheel.tags)
        if file_tags.isdisjoint(tags):  # expect: linear-operation-in-loop "tags"
            continue
        yield wheel


def renumber(document, footnotes):
    for footnote in footnotes:
        for reference in document.traverse(footnote.kind):  # expect: linear-operation-in-loop "document"
            reference.append(footnote.label)


def layers(data: dict):
    while True:
        ready = {item for item, needed in data.items() if not needed}
        if not ready:
            break
        yield ready
        data = {item: needed - ready for item, needed in data.items() if item not in ready}  # expect: linear-operation-in-loop

"""Records cut off the front of a buffer, which copies the rest each time."""


def flagged(buffer: bytes):
    records = []
    while buffer:
        size = buffer[0]
        records.append(buffer[1:size])
        buffer = buffer[size:]  # expect: linear-operation-in-loop "buffer"
    return records


def fixed(buffer: bytes):
    records = []
    position = 0
    while position < len(buffer):
        size = buffer[position]
        records.append(buffer[position + 1:position + size])
        position += size
    return records


def data(size):
    return (b"\x08abcdefg" * size,)

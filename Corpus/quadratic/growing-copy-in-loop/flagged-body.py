"""A body gathered from chunks of bytes."""


def flagged(chunks: list):
    body = b""
    for chunk in chunks:
        body += chunk  # expect: growing-copy-in-loop "body"
    return body


def fixed(chunks: list):
    return b"".join(chunks)


def data(size):
    return ([b"0123456789abcdef"] * size,)

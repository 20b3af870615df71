"""Each word counted over again."""

from collections import Counter


def flagged(words: list):
    counts = {}
    for word in words:
        counts[word] = words.count(word)  # expect: linear-operation-in-loop "words"
    return counts


def fixed(words: list):
    return dict(Counter(words))


def data(size):
    return ([f"word {number % (size // 2)}" for number in range(size)],)

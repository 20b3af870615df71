"""What several views say about a book."""


def label(book):
    return f"{book.title} ({book.publisher.name})"

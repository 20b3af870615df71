"""Text added to an attribute, which the interpreter cannot extend in place."""


class Page:
    def __init__(self):
        self.text = ""

    def render(self, rows: list):
        for row in rows:
            self.text += row  # expect: growing-copy-in-loop "text"


def flagged(rows: list):
    page = Page()
    page.render(rows)
    return page.text


def fixed(rows: list):
    return "".join(rows)


def data(size):
    return ([f"<li>row number {number}</li>" for number in range(size)],)

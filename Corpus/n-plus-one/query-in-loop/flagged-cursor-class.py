class LoggedCursor:
    """Stands for a cursor and counts its statements."""

    def __init__(self, inner, log):
        self.inner = inner
        self.log = log

    def execute(self, sql, parameters=()):
        self.log.count += 1
        self.inner.execute(sql, parameters)

    def fetchone(self):
        return self.inner.fetchone()


def claim(work: LoggedCursor, keys):
    claimed = []
    for key in keys:
        work.execute("SELECT id FROM jobs WHERE key = ?", (key,))  # expect: query-in-loop
        claimed.append(work.fetchone())
    return claimed

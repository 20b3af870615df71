def last(rows):
    for row in rows:
        total = f"""{row.name} and {row.

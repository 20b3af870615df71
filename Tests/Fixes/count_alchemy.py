"""Counts the queries of each endpoint of a Flask project: `count_alchemy.py FOLDER ROWS`, JSON to standard output."""

import json
import os
import runpy
import sys

folder, rows = sys.argv[1], int(sys.argv[2])
sys.path.insert(0, folder)

from library.app import app  # noqa: E402
from library.database import engine  # noqa: E402
from library.seed import seed  # noqa: E402
from sqlalchemy import event  # noqa: E402

seed(rows)
statements = []


@event.listens_for(engine, "before_cursor_execute")
def note(connection, cursor, statement, parameters, context, many):
    statements.append(statement)


client = app.test_client()
answers = {}
for endpoint in runpy.run_path(os.path.join(folder, "endpoints.py"))["ENDPOINTS"]:
    url = endpoint["url"]
    statements.clear()
    answer = client.get(url)
    answers[url] = {"status": answer.status_code, "queries": len(statements), "content": answer.get_data(as_text=True)}
json.dump(answers, sys.stdout)

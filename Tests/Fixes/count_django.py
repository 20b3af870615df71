"""Counts the queries of each endpoint of a Django project: `count_django.py FOLDER ROWS`, JSON to standard output."""

import json
import os
import runpy
import sys

folder, rows = sys.argv[1], int(sys.argv[2])
sys.path.insert(0, folder)
os.environ["DJANGO_SETTINGS_MODULE"] = "library.settings"

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.middleware import csrf  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

# The admin's forms carry a random token; a fixed one keeps answers comparable.
csrf._get_new_csrf_string = lambda: "x" * csrf.CSRF_SECRET_LENGTH
csrf._mask_cipher_secret = lambda secret: secret * 2

call_command("migrate", run_syncdb=True, verbosity=0)
from catalog.seed import seed  # noqa: E402

seed(rows)
client = Client(raise_request_exception=True)
client.force_login(User.objects.create_superuser("admin"))

answers = {}
for endpoint in runpy.run_path(os.path.join(folder, "endpoints.py"))["ENDPOINTS"]:
    url = endpoint["url"]
    client.get(url)  # Fills what is kept for the life of the process, content types above all.
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
        content = answer.content.decode()
    answers[url] = {"status": answer.status_code, "queries": len(queries), "content": content}
json.dump(answers, sys.stdout)

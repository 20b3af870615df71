from flask import Flask, render_template

from site.models import Column

app = Flask(__name__)


@app.context_processor
def columns():
    return {"all_columns": Column.query.all()}


@app.route("/")
def index():
    return render_template("index.html")

"""The endpoints. Those in the first part read relations row by row."""

from flask import Flask, jsonify, render_template, request
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from .database import new_session
from .models import Author, Book, Copy, Journal, Loan, Member
from .queries import label, recent_books

app = Flask(__name__)


@app.get("/books")
def books():
    with new_session() as session:
        books = session.scalars(select(Book).order_by(Book.id)).all()
        return jsonify([{"title": book.title, "author": book.author.name} for book in books])


@app.get("/labels")
def labels():
    with new_session() as session:
        books = session.query(Book).order_by(Book.title).all()
        return jsonify([label(book) for book in books])


@app.get("/credits")
def credits():
    with new_session() as session:
        rows = []
        for book in session.scalars(select(Book).where(Book.year >= 1900)):
            rows.append(book.credit)
        return jsonify(rows)


@app.get("/loans")
def loans():
    with new_session() as session:
        loans = session.scalars(select(Loan)).all()
        return jsonify([str(loan) for loan in loans])


@app.get("/holdings")
def holdings():
    with new_session() as session:
        books = session.scalars(
            select(Book)
            .where(Book.year >= 1900)
            .order_by(Book.id)
        ).all()
        rows = []
        for book in books:
            for copy in book.copies:
                rows.append([book.title, copy.shelf.code])
        return jsonify(rows)


@app.get("/due")
def due():
    with new_session() as session:
        loans = session.query(Loan).options(joinedload(Loan.member)).order_by(Loan.day)
        rows = []
        for loan in loans:
            rows.append([loan.member.name, loan.copy.book.title])
        return jsonify(rows)


@app.get("/recent")
def recent():
    with new_session() as session:
        rows = []
        for book in recent_books(session):
            written_by = book.author.name
            rows.append([book.title, written_by])
        return jsonify(rows)


@app.get("/imprints")
def imprints():
    with new_session() as session:
        statement = select(Book)
        if "year" in request.args:
            statement = statement.where(Book.year == int(request.args["year"]))
        rows = []
        for book in session.scalars(statement).all():
            imprint = book.publisher
            rows.append([book.title, imprint.name])
        return jsonify(rows)


@app.get("/members")
def members():
    with new_session() as session:
        return jsonify([member_row(member) for member in session.query(Member)])


def member_row(member: Member) -> dict:
    return {"name": member.name, "days": [loan.day for loan in member.loans]}


@app.get("/history")
def history():
    with new_session() as session:
        rows = []
        for member in session.scalars(select(Member)).all():
            days = session.scalars(select(Loan.day).where(Loan.member_id == member.id)).all()
            rows.append([member.name, days])
        return jsonify(rows)


@app.get("/pages/books")
def book_page():
    with new_session() as session:
        books = session.scalars(select(Book)).all()
        return render_template("books.html", books=books)


# The same kind of rows, loaded with a fixed number of queries.


@app.get("/clean/joined")
def joined():
    with new_session() as session:
        books = session.scalars(select(Book).options(joinedload(Book.author))).all()
        return jsonify([[book.title, book.author.name] for book in books])


@app.get("/clean/labels")
def labels_loaded():
    with new_session() as session:
        books = session.query(Book).options(joinedload(Book.publisher)).all()
        return jsonify([label(book) for book in books])


@app.get("/clean/nested")
def nested():
    with new_session() as session:
        books = session.scalars(select(Book).options(joinedload(Book.copies).joinedload(Copy.shelf))).unique().all()
        return jsonify([[copy.shelf.code for copy in book.copies] for book in books])


@app.get("/clean/contains")
def contains():
    with new_session() as session:
        statement = select(Book).join(Book.author).options(contains_eager(Book.author)).order_by(Author.name)
        return jsonify([[book.title, book.author.name] for book in session.scalars(statement)])


@app.get("/clean/issues")
def issues():
    """The relation itself says to load it with the rows."""
    with new_session() as session:
        journals = session.scalars(select(Journal)).all()
        return jsonify([[issue.number for issue in journal.issues] for journal in journals])


@app.get("/clean/columns")
def columns():
    with new_session() as session:
        rows = session.execute(select(Book.title, Author.name).join(Book.author)).all()
        return jsonify([[title, name] for title, name in rows])


@app.get("/clean/counted")
def counted():
    with new_session() as session:
        statement = select(Book.title, func.count(Copy.id)).join(Book.copies).group_by(Book.id)
        return jsonify([[title, count] for title, count in session.execute(statement)])


@app.get("/clean/one/<int:number>")
def one(number: int):
    with new_session() as session:
        book = session.get(Book, number)
        return jsonify({"title": book.title, "author": book.author.name, "copies": [copy.id for copy in book.copies]})


@app.get("/pages/clean")
def loaded_page():
    with new_session() as session:
        books = session.scalars(select(Book).options(joinedload(Book.author))).all()
        return render_template("loaded.html", books=books)

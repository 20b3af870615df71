from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Editor(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)


class Column(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    editor_id = db.Column(db.Integer, db.ForeignKey("editor.id"))
    editor = db.relationship(Editor)

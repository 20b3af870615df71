from flask import jsonify
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Coach(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)


class Runner(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    coach_id = db.Column(db.Integer, db.ForeignKey("coach.id"), index=True)
    coach = db.relationship(Coach)

    def to_dict(self):
        return {"id": self.id, "coach": self.coach.name}  # expect: lazy-relation-in-loop "`coach`"

    def to_line(self):
        return f"{self.id}: {self.coach.name}"  # expect: lazy-relation-in-loop "`coach`"

    def to_text(self):
        return f"{self.id} {self.coach.name}"  # doubted: lazy-relation-in-loop


def runners():
    return jsonify([runner.to_dict() for runner in db.session.scalars(db.select(Runner)).all()])


def page():
    rows = db.paginate(db.select(Runner).order_by(Runner.id), per_page=100)
    return jsonify([runner.coach.name for runner in rows.items])  # doubted: lazy-relation-in-loop


def lines():
    return [runner.to_line() for runner in Runner.query.all()]


def loaded():
    rows = db.session.execute(db.select(Runner).options(db.joinedload(Runner.coach))).scalars()
    return [runner.to_text() for runner in rows]

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, joinedload, relationship

from database import session

Base = declarative_base()
blueprint = Blueprint("films", __name__)


class Studio(Base):
    __tablename__ = "studios"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Film(Base):
    __tablename__ = "films"
    id = Column(Integer, primary_key=True)
    studio_id = Column(Integer, ForeignKey("studios.id"), index=True)
    studio = relationship(Studio)
    scenes = relationship("Scene")


class Scene(Base):
    __tablename__ = "scenes"
    id = Column(Integer, primary_key=True)
    film_id = Column(Integer, ForeignKey("films.id"), index=True)


class StudioSchema(Schema):
    name = fields.Str()


class FilmSchema(Schema):
    id = fields.Int()
    studio = fields.Nested(StudioSchema)  # expect: lazy-relation-in-loop "`studio`"
    scene_count = fields.Function(lambda film: len(film.scenes))  # expect: lazy-relation-in-loop "`scenes`"


class FilmLine(Schema):
    id = fields.Int(dump_only=True)
    studio = fields.Str(attribute="studio.name")  # expect: lazy-relation-in-loop "`studio`"


class LoadedFilm(Schema):
    studio = fields.Nested(StudioSchema)


film_schema = FilmSchema(many=True)


def films():
    rows = session.query(Film).all()
    return film_schema.dump(rows)


@blueprint.route("/films")
class Films(MethodView):
    @blueprint.response(200, FilmLine(many=True))
    def get(self):
        return session.query(Film).filter(Film.id > 3).all()


def loaded():
    return LoadedFilm(many=True).dump(session.query(Film).options(joinedload(Film.studio)).all())

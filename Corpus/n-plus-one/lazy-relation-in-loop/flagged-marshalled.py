from flask_restful import Resource, fields, marshal, marshal_with
from flask_restx import Namespace
from flask_restx import fields as shapes
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, joinedload, relationship

from database import session

Base = declarative_base()
names = Namespace("trees")


class Forest(Base):
    __tablename__ = "forests"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Tree(Base):
    __tablename__ = "trees"
    id = Column(Integer, primary_key=True)
    forest_id = Column(Integer, ForeignKey("forests.id"), index=True)
    forest = relationship(Forest)
    leaves = relationship("Leaf")


class Leaf(Base):
    __tablename__ = "leaves"
    id = Column(Integer, primary_key=True)
    tree_id = Column(Integer, ForeignKey("trees.id"), index=True)


tree_fields = {"id": fields.Integer, "forest": fields.String(attribute="forest.name")}
leaf_fields = {"id": fields.Integer}
leafy_fields = {"id": fields.Integer, "leaves": fields.List(fields.Nested(leaf_fields))}
forest_shape = names.model("Forest", {"name": shapes.String})
tree_shape = names.model("Tree", {"id": shapes.Integer, "forest": shapes.Nested(forest_shape)})


class Trees(Resource):
    @marshal_with(tree_fields)  # expect: lazy-relation-in-loop "`forest`"
    def get(self):
        return session.query(Tree).all()


class LeafyTrees(Resource):
    def get(self):
        trees = session.query(Tree).all()
        return {"trees": marshal(trees, leafy_fields)}  # expect: lazy-relation-in-loop "`leaves`"


class ShapedTrees(Resource):
    @names.marshal_list_with(tree_shape)  # expect: lazy-relation-in-loop "`forest`"
    def get(self):
        return session.query(Tree).filter(Tree.id > 7).all()


class LoadedTrees(Resource):
    @marshal_with(tree_fields)
    def get(self):
        return session.query(Tree).options(joinedload(Tree.forest)).all()

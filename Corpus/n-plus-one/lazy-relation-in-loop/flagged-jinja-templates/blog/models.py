"""Models of a small Flask application."""

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    posts = db.relationship("Post", back_populates="author")


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    author_id = db.Column(db.ForeignKey("user.id"), index=True)
    author = db.relationship("User", back_populates="posts")
    comments = db.relationship("Comment", back_populates="post")
    votes = db.relationship("Vote", lazy="dynamic")


class Comment(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    post_id = db.Column(db.ForeignKey("post.id"), index=True)
    post = db.relationship("Post", back_populates="comments")
    writer_id = db.Column(db.ForeignKey("user.id"), index=True)
    writer = db.relationship("User")


class Vote(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    post_id = db.Column(db.ForeignKey("post.id"), index=True)

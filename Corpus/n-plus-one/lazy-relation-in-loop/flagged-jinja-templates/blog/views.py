"""Views of a small Flask application."""

from flask import Flask, render_template
from sqlalchemy.orm import joinedload

from .models import Comment, Post

app = Flask(__name__)


@app.template_filter()
def initials(post):
    return post.author.name[:1]  # expect: lazy-relation-in-loop "each of `posts` loads `author`"


@app.route("/")
def index():
    page = Post.query.order_by(Post.id).paginate(per_page=50)
    return render_template("index.html", posts=page)


@app.route("/comments")
def comments():
    rows = Comment.query.options(joinedload(Comment.post)).all()
    return render_template("comments.html", **dict(comments=rows))

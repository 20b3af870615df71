"""The engine, and a session for each request."""

import os

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine(os.environ.get("LIBRARY_DB", "sqlite://"), poolclass=StaticPool)
new_session: sessionmaker[Session] = sessionmaker(engine)

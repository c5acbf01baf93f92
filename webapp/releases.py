"""Does not let a release serve that would strand a case; commands may run, for they are what mends it."""

import click
from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from webapp.db import db, snapshot
from workflows import casework
from workflows.catalog import catalog, earlier
from workflows.errors import ReleaseStrands
from workflows.fonts import printable
from workflows.models import Definition


def init_app(app: Flask) -> None:
    """Refuse to serve when an open case needs what this release does not have. Raises ReleaseStrands.

    A database that is away is no reason not to start: the pages say so themselves. No connection is left open: the
    process may be the one that web processes are forked from, and two of them must not speak on one line.
    """
    with app.app_context():
        try:
            refuse_stranding()
        except OperationalError:
            app.logger.warning("the database is away: whether this release strands a case was not looked at")
        finally:
            db.session.remove()
            db.engine.dispose()


def demand_sound_house() -> None:
    """Refuse faulty diagrams and no fonts. Raises DiagramRefused or FontsUnknown."""
    printable()
    catalog()
    earlier()


def refuse_in_command() -> None:
    """Look at the house and the open cases before a command goes on. Raises ClickException with what strands."""
    demand_sound_house()
    try:
        refuse_stranding()
    except ReleaseStrands as refused:
        raise click.ClickException(str(refused)) from refused


def refuse_stranding() -> None:
    """Look at the open cases, where there are tables already. Raises ReleaseStrands."""
    if inspect(db.engine).has_table(Definition.__tablename__):
        with snapshot() as session:
            casework.refuse_stranding(session)

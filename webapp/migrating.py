"""Brings a database to the tables of this release: ours by Alembic, the job engine's by itself."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from workflows import jobs
from workflows.parties.joined import catch_up
from workflows.register.remarking import mark_anew
from workflows.register.sealing_session import SealingSession
from workflows.register.stock import take_stock
from workflows.register.versions import keep_what_stands
from workflows.register.witnessing import AT_ONCE

SCRIPTS = Path(__file__).parents[1] / "migrations"


def upgrade(engine: Engine) -> None:
    """Create or bring up to date every table, and mark what stands in those that are witnessed from now on.

    What earlier releases knew of parties that are one is brought up to date as well.

    Again, it does no harm.
    """
    script = Config()
    script.set_main_option("script_location", str(SCRIPTS))
    with engine.begin() as connection:
        script.attributes["connection"] = connection
        command.upgrade(script, "head")
    with SealingSession(engine) as session, session.begin():
        take_stock(session)
        mark_anew(session)
        catch_up(session)
    keep_versions_of_before(engine)
    jobs.prepare(engine)


def keep_versions_of_before(engine: Engine) -> None:
    """Keep a first version of each record that an earlier release put on record, a part in each transaction."""
    with SealingSession(engine) as session:
        kept = AT_ONCE
        while kept == AT_ONCE:
            with session.begin():
                kept = keep_what_stands(session, AT_ONCE)
            session.expunge_all()

"""The job engine as it is used where jobs are only put on the queue."""

from functools import lru_cache

from dbos import DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy import Engine

from workflows.jobs.tables import SCHEMA

APPLICATION = "casework"

# A job's arguments are plain JSON. The engine's default would be pickle, which runs what it reads.
SERIALIZER = DBOSPortableJSONSerializer()


@lru_cache(maxsize=8)
def client(engine: Engine) -> DBOSClient:
    """Return the one for a database; it opens no connection: the caller's is used."""
    return DBOSClient(
        system_database_engine=engine,
        dbos_system_schema=SCHEMA,
        serializer=SERIALIZER,
        application_name=APPLICATION,
        lazy=True,
    )

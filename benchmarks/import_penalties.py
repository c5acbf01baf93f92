"""Imports a generated penalty file into an SQLite file: rows a second, and how far memory grows.

python -m benchmarks.import_penalties [rows] [csv|xlsx]
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import sessionmaker

from scripts.make_sample import write_book, write_csv
from scripts.sample_rows import Maker
from webapp import sqlite
from webapp.migrating import upgrade
from workflows import keyring
from workflows.background import put_on_record
from workflows.importing import advance, begin, open_file
from workflows.models import ImportRun
from workflows.register.sealing_session import SealingSession


def main(rows: int, kind: str) -> None:
    """Generate, import, print."""
    keyring.use("secret-of-the-benchmark-of-importing")
    with tempfile.TemporaryDirectory() as folder:
        content = _file(Path(folder), rows, kind)
        engine = create_engine(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        sqlite.prepare(engine)
        upgrade(engine)
        started = time.perf_counter()
        run_id = _begun(engine, content, kind)
        begun, memory = time.perf_counter(), _megabytes()
        _import(engine, run_id)
        _report(engine, run_id, begun - started, time.perf_counter() - begun, _megabytes() - memory)
        engine.dispose()


def _file(folder: Path, rows: int, kind: str) -> bytes:
    maker = Maker()
    penalties = list(maker.penalties(maker.parties(rows // 3), rows))
    path = folder / f"bench.{kind}"
    if kind == "xlsx":
        write_book(path, penalties)
    else:
        write_csv(path, penalties, "gb18030")
    return path.read_bytes()


def _begun(engine: Engine, content: bytes, kind: str) -> int:
    with SealingSession(engine) as session, session.begin():
        return begin(session, f"bench.{kind}", content, None).id


def _import(engine: Engine, run_id: int) -> None:
    """Import part by part, as the command line does, each part committed with its credit records."""
    open_file(sessionmaker(engine).begin, run_id)
    more = True
    while more:
        with SealingSession(engine) as session, session.begin():
            more = advance(session, run_id, put_on_record)


def _report(engine: Engine, run_id: int, checking: float, importing: float, grown: float) -> None:
    with SealingSession(engine) as session:
        run = session.get_one(ImportRun, run_id)
        assert run.done == run.total
        print(
            f"{run.total} rows ({run.file_format}): checked in {checking:.1f} s, imported in {importing:.1f} s,"
        )
        print(f"{run.total / (checking + importing):.0f} rows/s, peak memory +{grown:.0f} MB while importing")
        print(f"added {run.added}, refused {run.refused}")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, sys.argv[2] if len(sys.argv) > 2 else "csv")

"""How SQLite is used: durable, checked by foreign keys, one writer at a time, closed to other accounts."""

from pathlib import Path
from sqlite3 import Connection as Driver
from typing import Any

from sqlalchemy import Connection, Engine, event

from config import SettingsRefused

# What each connection is set to, and reads back: synchronous 2 is FULL, the timeout is in milliseconds.
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 30_000,
}
READ_ONLY = "sqlite_read_only"
OWN_ONLY = 0o600
IN_MEMORY = ":memory:"


def prepare(engine: Engine) -> None:
    """Set every connection of the engine, and begin its transactions ourselves."""
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)


def keep_to_ourselves(engine: Engine) -> None:
    """Let nobody but our own account read the database; SQLite makes the files beside it as it finds this one."""
    file = Path(engine.url.database or IN_MEMORY)
    if file.name == IN_MEMORY or not file.absolute().parent.is_dir():
        return
    file.touch(mode=OWN_ONLY)
    for name in ("", "-wal", "-shm"):
        beside = file.with_name(file.name + name)
        if beside.exists():
            beside.chmod(OWN_ONLY)


def faults(engine: Engine) -> list[str]:
    """Return a sentence for every setting that does not read back as it was set."""
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    return [
        f"SQLite 的 {name} 应为 {wanted}，实为 {found[name]}。"
        for name, wanted in PRAGMAS.items()
        if found[name] != wanted
    ]


def refuse_faults(engine: Engine) -> None:
    """Raise SettingsRefused unless every setting reads back."""
    if wrong := faults(engine):
        raise SettingsRefused(
            "".join(wrong) + "数据可能因此丢失，系统没有启动。请把数据库文件放在本机磁盘上。"
        )


def _settle(driver: Driver, _record: Any) -> None:
    # The driver would begin transactions by itself, deferred and only before a write; we begin them in _begin.
    driver.isolation_level = None
    for name, value in PRAGMAS.items():
        driver.execute(f"PRAGMA {name} = {value}")


def _begin(connection: Connection) -> None:
    """A reader gets a snapshot and cannot write; a writer waits for its turn at the start, not in the middle."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    driver = connection.connection.driver_connection
    assert isinstance(driver, Driver)  # noqa: S101  # told to mypy; _settle has been given this connection
    driver.execute(f"PRAGMA query_only = {int(read_only)}")
    driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

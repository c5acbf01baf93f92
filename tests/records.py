"""Credit records of other kinds than penalties, which no procedure puts on record yet."""

from datetime import date
from typing import Any

from forms.choices import EntryKind, RecordKind, RecordState, VersionReason, Visibility
from tests.office import Office
from workflows.models import CreditRecord
from workflows.register.commit import Commit
from workflows.register.life import entry_about
from workflows.register.versions import keep_versions


def add_record(office: Office, entity_id: int, kind: RecordKind, **facts: Any) -> int:
    """Put a record on record with its entry, sealed, and return its id."""
    given = {"state": RecordState.PUBLISHED, "decided_on": date(2026, 6, 1), "published_on": date(2026, 6, 1)}
    with office.begin() as session:
        record = CreditRecord(
            entity_id=entity_id,
            kind=kind,
            title=kind.label,
            period_rule="-",
            basis="-",
            law_version="-",
            **{**given, **facts},
        )
        session.add(record)
        session.flush()
        commit = Commit()
        entry = entry_about(record, commit, kind=EntryKind.IMPORT, event="put_on_record", summary=kind.label)
        entry.state_after = record.state
        entry.open_to(Visibility.PUBLIC)
        commit.write(session, [entry])
        keep_versions(session, commit, [record], VersionReason.PUT_ON_RECORD)
        return record.id

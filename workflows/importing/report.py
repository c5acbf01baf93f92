"""What a person should know of an import beside its counts: what was left out, and what was put right in rows."""

from workflows.models import ImportRun


def report(run: ImportRun) -> list[str]:
    """Return it in sentences."""
    return [*run.remarks, *(f"{count} 行{note}。" for note, count in sorted(run.notes.items()))]

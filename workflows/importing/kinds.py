"""The kinds of files that are imported, and what each does with its lines; a new kind is one more row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from forms.choices import ImportKind
from workflows.importing import penalties
from workflows.importing.header import Header
from workflows.importing.layout import PENALTIES, REGISTRATIONS, Layout
from workflows.importing.parts import Part
from workflows.importing.reading import Line
from workflows.importing.registration import part as registration
from workflows.importing.registration.survey import RegistrationSurvey
from workflows.importing.survey import Groups, PenaltySurvey, Texts
from workflows.models import ImportRun


class Survey(Protocol):
    """Looks over a whole file before any line of it is imported."""

    def see(self, lines: Iterable[Line]) -> None:
        """Note the next lines."""

    def conflicts(self, lines: Iterable[Line], known: Callable[[Texts], frozenset[str]]) -> Groups:
        """Return the numbers of the lines that contradict each other, group by group."""


@dataclass(frozen=True)
class FileKind:
    """One kind of file: its columns, what is looked over in the whole of it, and how a part is imported."""

    layout: Layout
    survey: Callable[[Header], Survey]
    import_part: Callable[[Session, ImportRun, Header, Sequence[Line]], Part]

    def header(self, titles: Sequence[str], mapped: Mapping[str, str] | None = None) -> Header:
        """Return the header that the titles make in a file of this kind. Raises UnreadableFile."""
        return Header.read(titles, mapped, self.layout)


FILES: Mapping[str, FileKind] = {
    ImportKind.PENALTIES: FileKind(PENALTIES, PenaltySurvey, penalties.import_part),
    ImportKind.REGISTRATIONS: FileKind(REGISTRATIONS, RegistrationSurvey, registration.import_part),
}

"""Lays facts out as a complete HTML page on the bureau's stationery; the same facts give the same page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.documents.catalogue import kind_of
from workflows.documents.drawing import qr_code, seal
from workflows.documents.environment import environment
from workflows.documents.kind import DocumentKind, Facts, Labels, is_blank
from workflows.errors import DocumentIncomplete


@dataclass(frozen=True)
class Sheet:
    """What a template may know about the document itself, beside its facts."""

    kind: DocumentKind
    number: str
    issued_on: date
    code: str
    preview: bool

    @property
    def title(self) -> str:
        """Return the document's title, as it stands above the text."""
        return self.kind.title

    @property
    def signers(self) -> tuple[str, ...]:
        """Return the words beside which somebody signs by hand."""
        return self.kind.signers

    @property
    def shown_number(self) -> str:
        """Return the number as printed; a preview has none yet and leaves room for it."""
        if not self.preview:
            return self.number
        return f"{bureau().short_name}{self.kind.series}〔{self.issued_on.year}〕　号"

    def choices(self, fact: str) -> Labels:
        """Return the values that a fact may have, with their Chinese words."""
        return self.kind.choices[fact]


def page(
    kind: str,
    facts: Facts,
    *,
    number: str,
    issued_on: date,
    code: str,
    check_url: str,
    preview: bool = False,
) -> str:
    """Return the document as HTML without style, seal and QR included unless it is a preview.

    Raises DocumentIncomplete with the labels of what is missing, CatalogueFault for an unknown kind.
    Facts that the kind does not declare are left out.
    """
    known = kind_of(kind)
    if gaps := known.missing(facts):
        raise DocumentIncomplete("、".join(gaps) + "。")
    return (
        environment()
        .get_template(known.template)
        .render(
            {fact: _printed(facts.get(fact)) for fact in (*known.required, *known.optional)},
            document=Sheet(known, number, issued_on, code, preview),
            bureau=bureau(),
            seal=seal(bureau().name),
            qr=None if preview else qr_code(check_url),
        )
    )


def _printed(fact: Any) -> Any:
    return "" if is_blank(fact) else fact

"""The public address that a paper's QR code leads to."""

from workflows.models import Document

CHECK_ADDRESS = "check_address"
"""Under this name the facts keep the address that the QR code leads to; no kind of paper may declare it."""

_public: list[str] = [""]


def use_public_address(base: str) -> None:
    """Take the address at which the public reaches this installation; called once when a process starts."""
    _public[:] = [base]


def address_of(code: str) -> str:
    """Return the address at which anybody can check the paper of that code, as it is printed from now on."""
    return f"{_public[0]}/check/{code}"


def check_address(document: Document) -> str:
    """Return the address printed on a paper: the one frozen with its facts, whatever the house's is by now."""
    frozen: str | None = document.facts.get(CHECK_ADDRESS)
    return frozen or address_of(document.code)

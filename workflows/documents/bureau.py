"""Who issues the papers: the bureau's name, address, remedies bodies, read once from bureau.toml."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from workflows.errors import CatalogueFault

BUREAU_FILE = Path(__file__).with_name("bureau.toml")


@dataclass(frozen=True)
class Bureau:
    """The installation's own facts; `unconfirmed` names those nobody has checked yet."""

    name: str
    short_name: str
    uscc: str
    office: str
    address: str
    postcode: str
    phone: str
    window: str
    window_address: str
    window_phone: str
    reconsideration_body: str
    court: str
    procuratorate: str
    unconfirmed: tuple[str, ...]


@cache
def bureau() -> Bureau:
    """Return this installation's bureau. Raises CatalogueFault when a fact is missing or unknown."""
    return read_bureau(BUREAU_FILE)


def read_bureau(file: Path) -> Bureau:
    """Return the bureau a file describes. Raises CatalogueFault when a fact is missing, blank or unknown."""
    stated = tomllib.loads(file.read_text("utf-8"))
    names = {field.name for field in fields(Bureau)}
    wrong = list(names ^ stated.keys())
    wrong += [name for name in names & stated.keys() if not stated[name] and name != "unconfirmed"]
    wrong += [name for name in stated.get("unconfirmed", ()) if name not in names]
    if wrong:
        raise CatalogueFault(f"{file.name} 中缺少、空白或多出：{'、'.join(sorted(wrong))}。")
    return Bureau(**{**stated, "unconfirmed": tuple(stated["unconfirmed"])})

"""How a party was called when something was decided about it, where papers have to say so."""

from datetime import date

from workflows.models import BusinessEntity
from workflows.parties.registered import RENAMED
from workflows.parties.standing import changes_of, stood_on
from workflows.steps.dossier import Dossier


def former_name(dossier: Dossier, decided: BusinessEntity, on: date) -> str:
    """Return the name under which a decision of a day was made about a party, empty when it has that name today.

    `decided` is the row of the party about which it was made; another one may stand for the party by now.
    """
    changes = changes_of(dossier.session, decided.id, RENAMED.code)
    name = stood_on(decided, RENAMED, changes, on)
    return "" if name == dossier.party.own_name else name

"""Which other province a party is registered in; its authority shows what is decided here (公示规定 10)."""

from workflows.documents.bureau import bureau
from workflows.models import BusinessEntity


def other_province(entity: BusinessEntity) -> str:
    """Return the code of the province in which a party is registered when it is not ours, else nothing."""
    code = entity.uscc or ""
    province, ours = code[2:4], bureau().uscc[2:4]
    return province if province != ours else ""

"""What a form that opens a case against a party asks more when the party is over."""

from forms.base import TaskForm
from forms.fields import Text

PARTY_OVER = "party_over"
"""Under this name a form knows that its party does not exist any more, so that a case needs a reason."""


class AgainstParty(TaskForm):
    """A form that opens a case against a party."""

    status_reason = Text(
        label="对这一主体立案的理由",
        longest=300,
        asked_when=PARTY_OVER,
        help="当事人的主体资格已经终止。写明为什么仍然立案，例如登记状态有误、注销正在依法撤销、有权利义务承受人。",
    )

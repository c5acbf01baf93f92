"""The form with which a record is taken off whose decision no longer stands, or that should not be there."""

from forms.base import TaskForm
from forms.choices import WithdrawalGround
from forms.fields import OneOf, Text


class WithdrawRecord(TaskForm):
    """撤回记录: the record and everything that hangs on it is no longer shown; what was stays on file."""

    ground = OneOf(WithdrawalGround, label="撤回的原因", required=True)
    reason = Text(
        label="依据",
        longest=300,
        required=True,
        help="撤销决定书、复议决定书、判决书的名称和文号；报送有误的，写明误在何处、由谁核对。",
    )

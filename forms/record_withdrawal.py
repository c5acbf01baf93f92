"""The forms with which a record is taken off, and put back when that was a mistake."""

from forms.base import TaskForm
from forms.choices import WithdrawalGround
from forms.fields import OneOf, Text

RECORD_WITHDRAWN = "record_withdrawn"
"""The name of the step in which a case is told that its record was withdrawn."""


class WithdrawRecord(TaskForm):
    """撤回记录: the record and everything that hangs on it is no longer shown; what was stays on file."""

    ground = OneOf(WithdrawalGround, label="撤回的原因", required=True)
    reason = Text(
        label="依据",
        longest=300,
        required=True,
        help="撤销决定书、复议决定书、判决书的名称和文号；报送有误的，写明误在何处、由谁核对。",
    )


class RestoreRecord(TaskForm):
    """恢复记录: the withdrawal was a mistake; the record goes on as if it had not been."""

    reason = Text(
        label="恢复的理由和依据",
        longest=300,
        required=True,
        help="写明撤回错在何处、依据哪一份文书或者来函、由谁核对。",
    )


class RecordGone(TaskForm):
    """What is put on record of a case whose record was withdrawn."""

    reason = Text(label="记录撤回的原因", longest=400, required=True)

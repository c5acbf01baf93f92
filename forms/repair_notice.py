"""The form that opens 信用修复告知 (the repair notice that goes with a penalty decision, R0)."""

from forms import START
from forms.base import TaskForm
from forms.choices import ElectronicMode
from forms.fields import OneOf, Text, YesNo


class Notify(TaskForm):
    """告知: where the notice goes."""

    steering = frozenset({"electronic_consent"})
    needed_when = {
        "electronic_mode": ("electronic_consent", "true"),
        "electronic_address": ("electronic_consent", "true"),
    }

    delivery_address = Text(label="送达地址", longest=200, required=True, personal=True)
    electronic_consent = YesNo(label="同意电子送达", required=True, help="须有签名的送达地址确认书。")
    electronic_mode = OneOf(ElectronicMode, label="电子送达的方式")
    electronic_address = Text(label="电子送达地址", longest=100, personal=True)


TASK_FORMS = {START: Notify}

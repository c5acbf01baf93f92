"""The form of 查找当事人 (looking for a party that was not found at the recheck), a stage of rectification."""

from collections.abc import Mapping
from typing import Any

from forms.base import TaskForm
from forms.fields import Attachments, Day, OneOf, Text
from forms.rectification_words import Whereabouts

LONG = 2000


class CheckAddress(TaskForm):
    """核查住所和下落 (P2-13): where it was looked for, who was asked, with which result."""

    computed = frozenset({"located"})
    needed_when = {"found_at": ("whereabouts", Whereabouts.FOUND)}

    searched_on = Day(label="核查日期", required=True)
    search = Text(
        label="核查的经过", longest=LONG, lines=True, required=True, help="到过哪些地址、向谁了解、结果如何。"
    )
    search_files = Attachments(label="核查记录和照片", required=True)
    whereabouts = OneOf(Whereabouts, label="核查结果", required=True)
    found_at = Text(label="查找到的地址", longest=200, personal=True)

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return whether the party was found after all."""
        return {"located": answers["whereabouts"] is Whereabouts.FOUND}


TASK_FORMS = {"check_address": CheckAddress}

"""The form that says how papers write a character that no font has."""

from forms.base import TaskForm
from forms.fields import Text


class WriteCharacter(TaskForm):
    """登记写法: from now on papers carry the writing in the character's place; files and records keep it."""

    character = Text(
        label="字库中没有的字",
        longest=8,
        required=True,
        help="只填一个字，可以从提示中复制；打不出来的，填写提示中的编号，例如 U+30001。",
    )
    writing = Text(
        label="文书中的写法",
        longest=40,
        required=True,
        help="例如：（左“口”右“乙”）。以证照和户籍登记为准，今后的文书都照此印制。",
    )

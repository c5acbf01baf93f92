"""What reading a cell may come to beside its value: that it cannot be read, or that something in it was put right."""

from enum import StrEnum

from workflows.fonts import named


class Unfit(Exception):
    """A cell that cannot be read: what is wrong with it, how to mend it, and the value where it helps."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend
        self.value = ""


class Note(StrEnum):
    """Something that was put right in a row and is said in the report of the import."""

    LINE_BREAK = "有格内换行，记录中改为空格"
    SERIAL = "有以 Excel 序号填写的日期，已换算为日期"
    MERGED = "有合并单元格，已按合并区域补齐"
    REPRESENTATIVE = "的法定代表人与当时登记的不同，已作为处罚时的法定代表人记入处罚，没有改变当事人的登记"


Notes = set[Note]


def rare(character: str) -> str:
    """Return the note of a row with a character that no font has: it is imported, for it is true, and not printed."""
    return f"有字库没有的字{named([character])}，已照常导入；制发文书以前请在“文书→生僻字”登记写法"

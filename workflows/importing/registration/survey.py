"""Looks over a whole registration file: rows that say different things of one party for the same day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from workflows.importing.confirmed import code_in, plain_in
from workflows.importing.faults import Fault
from workflows.importing.header import Header
from workflows.importing.reading import Line
from workflows.importing.registration.row import COLUMN_OF
from workflows.importing.survey import Groups, Texts, lines_in_words
from workflows.importing.words import bare, is_placeholder

Key = tuple[str, str, str]
NUMBERS = ("DJ_SHXYM", "DJ_ZCH")


class RegistrationSurvey:
    """What was seen of a file: of each party, day and column the values that rows give, and where."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._lines: dict[Key, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def see(self, lines: Iterable[Line]) -> None:
        """Note the next lines."""
        for line in lines:
            for key, value in _said(self._header.texts(line.cells)):
                self._lines[key][value].append(line.number)

    def conflicts(self, _lines: Iterable[Line], _known: Callable[[Texts], frozenset[str]]) -> Groups:
        """Return the numbers of the lines that contradict each other, group by group."""
        several = (values for values in self._lines.values() if len(values) > 1)
        groups = {tuple(sorted(line for lines in values.values() for line in lines)) for values in several}
        return sorted(map(list, groups))


def _said(texts: Mapping[str, str]) -> Iterator[tuple[Key, str]]:
    day = bare(plain_in(texts, "DJ_BGRQ"))
    for number in NUMBERS:
        party = code_in(texts, number)
        for column in COLUMN_OF.values():
            value = plain_in(texts, column)
            if party and value and not is_placeholder(value) and column != "DJ_BGRQ":
                yield (f"{number}:{party}", day, column), bare(value)


def conflict(group: Sequence[int]) -> Fault:
    """Return the fault of every row of a group."""
    wrong = f"：同一文件中同一主体同一天有不同内容（{lines_in_words(group)}）"
    return Fault("", "整行", "", wrong, "请对照登记信息核对，删去或者改正其中有误的行，再导入")

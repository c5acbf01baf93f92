"""Looks over a whole file before any row of it is imported: rows that say different things of one decision.

A later row would silently replace an earlier one. Which of them is right, or whether they belong together, only
who sent them knows, so all of them are given back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from forms.identifiers import NO_CODE, document_number_key
from workflows import clock
from workflows.importing.confirmed import code_in, plain_in
from workflows.importing.faults import Fault
from workflows.importing.header import Header
from workflows.importing.reading import Line
from workflows.importing.validation import FaultyRow, sound_row
from workflows.importing.words import is_placeholder

Texts = Mapping[str, str]
Key = tuple[str, str, str]
Groups = list[list[int]]
SHOWN = 10
PARTY = ("CF_XDR_SHXYM", "CF_XDR_GSZC", "CF_XDR_ZJHM")


class PenaltySurvey:
    """What was seen of a file: for each decision the one content it has so far, and those that have several."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._content: dict[Key, int] = {}
        self._suspects: set[Key] = set()

    def see(self, lines: Iterable[Line]) -> None:
        """Note the next lines."""
        for line in lines:
            content = hash(tuple(line.cells))
            for key in keys_of(self._header.texts(line.cells)):
                if self._content.setdefault(key, content) != content:
                    self._suspects.add(key)

    def conflicts(self, lines: Iterable[Line], known: Callable[[Texts], frozenset[str]]) -> Groups:
        """Return the numbers of the lines that contradict each other, group by group.

        `lines` is the file again; `known` tells which codes of a row were confirmed.
        """
        if not self._suspects:
            return []
        seen: dict[Key, dict[int, str]] = defaultdict(dict)
        for line in lines:
            texts = self._header.texts(line.cells)
            for key in self._suspects.intersection(keys_of(texts)):
                seen[key][line.number] = _stated(texts, known(texts), line.number)
        groups = {tuple(rows) for rows in seen.values() if len(set(rows.values())) > 1}
        return sorted(map(list, groups))


def keys_of(texts: Texts) -> Iterator[Key]:
    """Yield the keys of a row's decision (V-8), one for each number of its party; they stay in memory."""
    number, authority = document_number_key(plain_in(texts, "CF_WSH")), code_in(texts, "CF_CFJGDM")
    for code in PARTY:
        party = code_in(texts, code)
        if number and party and party != NO_CODE and not is_placeholder(party):
            yield number, authority, f"{code}:{party}"


def _stated(texts: Texts, confirmed: frozenset[str], line: int) -> str:
    """Return the digest of what a row states; a faulty one agrees with no other."""
    try:
        return sound_row(texts, clock.today(), confirmed).digest()
    except FaultyRow:
        return f"line {line}"


def conflict(group: Sequence[int]) -> Fault:
    """Return the fault of every row of a group."""
    several = "两" if len(group) == len("两行") else f" {len(group)} "
    wrong = f"：同一文件中同一决定有{several}行不同内容（{lines_in_words(group)}）"
    return Fault("", "整行", "", wrong, "请对照决定书合并为一行，处罚类别、处罚内容和金额写全，再导入")


def lines_in_words(group: Sequence[int]) -> str:
    """Return which lines those of a group are, in words."""
    return f"第 {'、'.join(map(str, group[:SHOWN]))}{'等' if len(group) > SHOWN else ''} 行"

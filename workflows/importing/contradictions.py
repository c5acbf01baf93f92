"""Rules that hold a row's columns against its own text: what 处罚内容 says was imposed, and how much (V-5, V-6)."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from workflows.importing.columns import KINDS, YUAN_PER_UNIT
from workflows.importing.faults import Fault, fault
from workflows.importing.sums import sums_of
from workflows.importing.values import Values
from workflows.importing.words import clauses, kinds_imposed, kinds_named, numbers_no_penalty, says_no_penalty

CONTENT, KIND, NUMBER, FINE, GAINS = "CF_NR", "CF_CFLB", "CF_WSH", "CF_NR_FK", "CF_NR_WFFF"
FINED, CONFISCATED = "罚款", "没收违法所得、没收非法财物"
PAID_AS = {FINE: (FINED, "处罚人民币"), GAINS: ("没收违法所得", "没收非法财物", "没收财物")}


def a_penalty_was_imposed(values: Values) -> Iterator[Fault]:
    """A decision not to punish is no penalty: it does not go on record and is not published (行政处罚法)."""
    content = values.text(CONTENT)
    signs = (
        (NUMBER, numbers_no_penalty(values.text(NUMBER))),
        (KIND, says_no_penalty(values.words(KIND))),
        (CONTENT, says_no_penalty(content) and not _imposes(content)),
    )
    for code, found in signs:
        if found:
            wrong = "表明这是不予行政处罚的决定，不予行政处罚不是行政处罚，不归集公示"
            yield fault(code, values.words(code), wrong, "请删去这一行")
            return


def _imposes(content: str) -> bool:
    return any(kinds_named(clause) for clause in clauses(content))


def kinds_agree_with_content(values: Values) -> Iterator[Fault]:
    """What the text imposes stands under 处罚类别, and what stands there is found in the text, if it names any."""
    listed = set(values.kinds()) - {KINDS.other}
    content = values.text(CONTENT)
    if not values.kinds() or not content or says_no_penalty(content):
        return
    yield from _not_listed(values, [kind for kind in _imposed(content) if kind not in listed])
    named = kinds_named(content)
    if named and (absent := [kind for kind in values.kinds() if kind in listed - named]):
        wrong = f"与处罚内容不符：处罚内容没有提到“{'；'.join(absent)}”"
        yield fault(KIND, values.words(KIND), wrong, "请对照决定书核对这两列")


def _imposed(content: str) -> list[str]:
    fined = any(sums_of(PAID_AS[FINE], clause) for clause in clauses(content))
    return [*kinds_imposed(content), *([FINED] if fined else [])]


def _not_listed(values: Values, kinds: list[str]) -> Iterator[Fault]:
    if kinds:
        wrong = f"与处罚内容不符：处罚内容写明了“{'；'.join(kinds)}”，这一列没有"
        yield fault(KIND, values.words(KIND), wrong, "请对照决定书核对这两列")


def the_fine_is_the_one_in_the_text(values: Values) -> Iterator[Fault]:
    """The fine is a sum that the text names, or all of them together; files often give yuan for ten thousands."""
    fine, stated = values.amount(FINE), _stated(values, FINE)
    if fine and stated and fine not in {*stated, sum(stated)}:
        yield _another_sum(FINE, "罚款", fine, stated)


def the_gains_are_those_in_the_text(values: Values) -> Iterator[Fault]:
    """What is confiscated is no less than the text names; goods, whose worth it rarely names, come on top."""
    gains, stated = values.amount(GAINS), _stated(values, GAINS)
    if not gains or not stated or gains in {*stated, sum(stated)}:
        return
    if gains < max(stated) or any(gains == one * YUAN_PER_UNIT for one in stated):
        yield _another_sum(GAINS, "没收", gains, stated)


def _stated(values: Values, code: str) -> list[Decimal]:
    return [one for clause in clauses(values.text(CONTENT)) for one in sums_of(PAID_AS[code], clause)]


def _another_sum(code: str, act: str, amount: Decimal, stated: list[Decimal]) -> Fault:
    written = "、".join(f"{_shown(one)} 元" for one in dict.fromkeys(stated))
    wrong = (
        f"与处罚内容不符：处罚内容写 {written}，{act}金额为 {_shown(amount / YUAN_PER_UNIT)} 万元，请核对单位"
    )
    return fault(code, "", wrong, "这一列以万元为单位，请对照决定书改正其中一项")


def _shown(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


AGAINST_THE_TEXT: tuple[Callable[[Values], Iterator[Fault]], ...] = (
    a_penalty_was_imposed,
    kinds_agree_with_content,
    the_fine_is_the_one_in_the_text,
    the_gains_are_those_in_the_text,
)

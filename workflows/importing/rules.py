"""The rules that bind the columns of a row to each other (V-1 to V-9, C1 to C7)."""

import re
from collections.abc import Callable, Iterator

from forms.choices import EntityKind
from forms.identifiers import NO_CODE, is_citizen_number, is_registration_number, is_uscc
from workflows.importing.columns import CONDITIONS, PENALTY_COLUMNS, Column
from workflows.importing.contradictions import AGAINST_THE_TEXT
from workflows.importing.faults import Fault, fault
from workflows.importing.values import Values
from workflows.parties.identity import identity_key

Rule = Callable[[Values], Iterator[Fault]]

ALWAYS = "always"
INDIVIDUAL_BUSINESS_CODES = "92"
SCIENTIFIC = "如在 Excel 中显示为 1.1E+17，请先把这一列设为文本格式再填写"
GENUINE = "证照上确实如此的，由信用监管科在“经营主体→登记经营主体”写明核实情况登记后，再导入。"
NOT_SUMMARY = re.compile("[不未非](适用)?简易程序")
SUMMARY_MARKS = {
    "BZ": ("简易程序", "当场处罚"),
    "CF_NR": ("适用简易程序", "当场处罚决定"),
    "CF_WSH": ("当罚",),
}


def mandatory_columns_are_filled(values: Values) -> Iterator[Fault]:
    """Columns that every row fills."""
    for column in PENALTY_COLUMNS.values():
        if column.need == ALWAYS and column.code not in values.filled:
            yield empty_fault(values, column.code, "这一列必须填写")


def conditional_columns_are_filled(values: Values) -> Iterator[Fault]:
    """C1 to C7, V-2, V-5: other columns are filled when they must be, and only when they may be."""
    for column in PENALTY_COLUMNS.values():
        text = values.text(column.code)
        if _is_due(column, values) and column.code not in values.filled:
            yield empty_fault(values, column.code, f"{CONDITIONS[column.need].words}，必须填写")
        if column.only and values.states(column.code) and not values.meets(column.only):
            yield fault(column.code, text, "不应填写", f"只有{CONDITIONS[column.only].words}时才填写，请清空")


def codes_are_genuine(values: Values) -> Iterator[Fault]:
    """V-1: codes pass GB 32100, except the filler of individual businesses without a code."""
    for code in ("CF_XDR_SHXYM", "CF_CFJGDM", "CF_SJLYDM"):
        text = values.text(code)
        known = code == "CF_XDR_SHXYM" and (text == NO_CODE or text in values.confirmed)
        if text and not known and not is_uscc(text):
            way_on = f"请对照营业执照核对。{GENUINE if code == 'CF_XDR_SHXYM' else ''}{SCIENTIFIC}"
            yield fault(code, text, "不是有效的统一社会信用代码（18 位，末位为校验码）", way_on)


def filler_is_for_individual_businesses(values: Values) -> Iterator[Fault]:
    """An organisation always has a code of its own."""
    if values.text("CF_XDR_SHXYM") == NO_CODE and _party(values) == EntityKind.ORGANISATION:
        yield fault("CF_XDR_SHXYM", NO_CODE, "只能用于没有代码的个体工商户", "请填写该单位的统一社会信用代码")


def code_and_kind_agree(values: Values) -> Iterator[Fault]:
    """V-2: codes that begin with 92 belong to individual businesses, and theirs begin with it."""
    code, party = values.text("CF_XDR_SHXYM"), _party(values)
    if not code or code == NO_CODE or party not in {EntityKind.ORGANISATION, EntityKind.INDIVIDUAL_BUSINESS}:
        return
    if code.startswith(INDIVIDUAL_BUSINESS_CODES) != (party == EntityKind.INDIVIDUAL_BUSINESS):
        yield fault(
            "CF_XDR_LB",
            values.text("CF_XDR_LB"),
            "与统一社会信用代码不符",
            "代码以 92 开头的是个体工商户，其余不是，请改正其中一项",
        )


def registration_number_is_genuine(values: Values) -> Iterator[Fault]:
    """A registration number of fifteen digits carries a check digit."""
    number = values.text("CF_XDR_GSZC")
    if number and number not in values.confirmed and not is_registration_number(number):
        wrong = "不是有效的工商注册号（15 位数字，末位为校验码）"
        yield fault("CF_XDR_GSZC", number, wrong, f"请对照营业执照核对。{GENUINE}{SCIENTIFIC}")


def identity_number_is_genuine(values: Values) -> Iterator[Fault]:
    """A citizen's number carries a check character and a date of birth."""
    number, kind = values.text("CF_XDR_ZJHM"), values.text("CF_XDR_ZJLX")
    if not number or kind != "身份证" or is_citizen_number(number, values.today):
        return
    if not values.confirmed or identity_key(kind, number) not in values.confirmed:
        wrong = "不是有效的公民身份号码（18 位，末位为校验码）"
        yield fault("CF_XDR_ZJHM", "", wrong, f"请对照证件核对。{GENUINE}{SCIENTIFIC}")


def dates_follow_each_other(values: Values) -> Iterator[Fault]:
    """V-4: decided by today, in effect no shorter than until then, published for longer."""
    decided, until, public = values.day("CF_JDRQ"), values.day("CF_YXQ"), values.day("CF_GSJZQ")
    if decided and decided > values.today:
        yield fault("CF_JDRQ", f"{decided:%Y/%m/%d}", "晚于今天", "请核对处罚决定日期")
    if decided and until and until < decided:
        yield fault("CF_YXQ", f"{until:%Y/%m/%d}", "早于处罚决定日期", "没有期限的请填写 2099/12/31")
    if decided and public and public <= decided:
        yield fault("CF_GSJZQ", f"{public:%Y/%m/%d}", "不晚于处罚决定日期", "请改正，或留空由系统计算")


def a_fine_is_above_zero(values: Values) -> Iterator[Fault]:
    """V-5: who is fined pays something."""
    if values.amount("CF_NR_FK") == 0 and "罚款" in values.kinds():
        yield fault("CF_NR_FK", "0", "与处罚类别“罚款”不符", "请填写罚款金额，单位为万元")


def ordinary_procedure(values: Values) -> Iterator[Fault]:
    """V-6: penalties of the summary procedure are not reported."""
    for code, marks in SUMMARY_MARKS.items():
        text = NOT_SUMMARY.sub("", values.text(code))
        if any(mark in text for mark in marks):
            yield fault(
                code, values.text(code), "表明这是简易程序作出的处罚", "简易程序的处罚不公示，请删去这一行"
            )


# What depends on the party's kind or on the kinds of penalty cannot be judged while those are unreadable.
DEPENDENT: tuple[Rule, ...] = (conditional_columns_are_filled, a_fine_is_above_zero, *AGAINST_THE_TEXT)
INDEPENDENT: tuple[Rule, ...] = (
    mandatory_columns_are_filled,
    codes_are_genuine,
    filler_is_for_individual_businesses,
    code_and_kind_agree,
    registration_number_is_genuine,
    identity_number_is_genuine,
    dates_follow_each_other,
    ordinary_procedure,
)


def empty_fault(values: Values, code: str, mend: str) -> Fault:
    """Return the fault of a column that is empty; one that is only filled up is told with what stands there."""
    if placeholder := values.words(code):
        return fault(code, placeholder, "是占位的内容，等于没有填写", mend)
    return fault(code, "", "没有填写", mend)


def _party(values: Values) -> str:
    label = values.text("CF_XDR_LB")
    return EntityKind.labelled(label) if label else ""


def _is_due(column: Column, values: Values) -> bool:
    return column.need not in {"", ALWAYS} and values.meets(column.need)

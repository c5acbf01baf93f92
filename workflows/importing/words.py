"""What the words in a cell say beside their column: nothing at all, an error, no penalty, a kind of penalty."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_file: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


MIDDLE_DOT = "\u00b7"
_DOTS = re.compile(r"\s*[\u00b7\u0387\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff65\u16eb\u2e33]\s*")
_POINT = re.compile(r"(?<=[\u3400-\u9fff])[.．](?=[\u3400-\u9fff])")


def one_middle_dot(name: str) -> str:
    """Return a name with its middle dots (阿卜杜拉·买买提) in the one form that registers use."""
    return _POINT.sub(MIDDLE_DOT, _DOTS.sub(MIDDLE_DOT, name))


def bare(text: str) -> str:
    """Return a text as it is compared: half-width, upper case, without spaces and invisible signs."""
    plain = unicodedata.normalize("NFKC", one_middle_dot(text)).upper()
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")


PLACEHOLDERS = frozenset(map(bare, _file["placeholders"]))
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))
_ERROR = re.compile("|".join(map(re.escape, _file["errors"])), re.IGNORECASE)
_NO_PENALTY: tuple[str, ...] = tuple(_file["no_penalty"]["words"])
_NUMBERS_WITHOUT_PENALTY: tuple[str, ...] = tuple(_file["no_penalty"]["numbers"])
_CONDITIONAL: tuple[str, ...] = tuple(_file["conditional"]["words"])
_NAMED: Mapping[str, tuple[str, ...]] = {kind: tuple(one["named"]) for kind, one in _file["kind"].items()}
_SURE = {kind: re.compile(one["sure"]) for kind, one in _file["kind"].items() if "sure" in one}
_CLAUSE = re.compile(r"[;；。\n]")
_FORMER = re.compile(rf"(?:{'|'.join(_file['former_name'])})(?:为|是|:|：)?[“\"《]?([^，,。；;）)”\"》]+)")


def former_names(remark: str) -> tuple[str, ...]:
    """Return the names that a remark says the party had before (原名：…)."""
    return tuple(found.strip() for found in _FORMER.findall(remark))


def is_placeholder(text: str) -> bool:
    """Tell whether a text only fills its cell and says nothing ("无", "/", "NULL")."""
    short = text.strip()
    return len(short) <= _LONGEST_PLACEHOLDER and bare(short) in PLACEHOLDERS


def error_value(text: str) -> str:
    """Return the error value of a spreadsheet that stands in a text, "" when there is none."""
    found = _ERROR.search(unicodedata.normalize("NFKC", text)) if "#" in text or "＃" in text else None
    return found[0] if found else ""


def says_no_penalty(text: str) -> bool:
    """Tell whether a text says that no penalty was imposed."""
    return any(words in text for words in _NO_PENALTY)


def numbers_no_penalty(number: str) -> bool:
    """Tell whether a document number is of the series of decisions not to punish (鸡市监不罚〔2026〕7号)."""
    return any(words in number for words in _NUMBERS_WITHOUT_PENALTY)


def clauses(content: str) -> Iterator[str]:
    """Yield the parts of 处罚内容 that impose something; what would follow later, or does not, is left out."""
    for clause in _CLAUSE.split(content):
        if clause.strip() and not any(words in clause for words in _CONDITIONAL):
            yield clause.strip()


def kinds_named(content: str) -> frozenset[str]:
    """Return the kinds of penalty that a text mentions at all."""
    return frozenset(kind for kind, words in _NAMED.items() if any(word in content for word in words))


def kinds_imposed(content: str) -> list[str]:
    """Return the kinds of penalty that a text imposes beyond doubt, in the order of the list."""
    said = list(clauses(content))
    return [kind for kind, sure in _SURE.items() if any(sure.search(clause) for clause in said)]

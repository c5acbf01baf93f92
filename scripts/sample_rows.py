"""Invents parties and their penalties for sample and benchmarks; the same seed gives the same rows."""

import random
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

from workflows.importing.columns import STANDARD

HERE = Path(__file__).parent
SEED = 20261123
FIRST, LAST = date(2024, 6, 3), date(2026, 11, 15)
CODES = [column.code for column in STANDARD]
WORDS: dict[str, Any] = tomllib.loads((HERE / "sample.toml").read_text(encoding="utf-8"))
TRIES = 50
SUBJECT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

Row = dict[str, str]


class Maker:
    """Invents parties and penalties from one stream of chance."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # invented names, nothing secret
        self.serials: dict[tuple[str, int], int] = {}
        self.names: set[str] = set()

    def parties(self, count: int) -> list[Row]:
        """Return parties: mostly companies, some individual businesses, few persons."""
        kinds = self.chance.choices(
            [self._company, self._cooperative, self._shop, self._old_shop, self._stranger, self._person],
            weights=[60, 5, 22, 3, 7, 5],
            k=count,
        )
        return [kind() for kind in kinds]

    def penalties(self, parties: list[Row], count: int) -> Iterator[Row]:
        """Yield penalties in the order of their dates; parties recur, as repeat offenders do."""
        for decided in sorted(self._day() for _ in range(count)):
            yield self.penalty(self.chance.choice(parties), decided)

    def penalty(self, party: Row, decided: date) -> Row:
        """Return one penalty of a party."""
        authority = self._weighted(WORDS["authorities"])
        violation = self._weighted(WORDS["violation"])
        row = dict.fromkeys(CODES, "") | party
        row |= self._authority(authority, decided) | self._violation(violation, party)
        return row | self._terms(violation, decided)

    def _authority(self, authority: dict[str, Any], decided: date) -> Row:
        series = (authority["word"], decided.year)
        self.serials[series] = self.serials.get(series, 0) + 1
        code = with_checks(authority["body"])
        return {
            "CF_WSH": f"{authority['word']}〔{decided.year}〕{self.serials[series]}号",
            "CF_CFJG": authority["name"],
            "CF_CFJGDM": code,
            "CF_SJLY": authority["name"],
            "CF_SJLYDM": code,
        }

    def _violation(self, violation: dict[str, Any], party: Row) -> Row:
        count = self.chance.randint(2, 90)
        story = {"goods": self.chance.choice(violation["goods"]), "count": count, "value": count * 37}
        licence = {"serial": f"{self.chance.randrange(10**5):05}", "code": party.get("CF_XDR_SHXYM", "")}
        return {
            "CF_WFXW": violation["type"],
            "CF_SY": violation["facts"].format(**story) + self._findings(),
            "CF_YJ": violation["basis"],
            "CF_CFLB": ";".join(violation["kinds"]),
            "CF_NR_ZKDX": violation.get("licence", "").format(**licence),
        }

    def _findings(self) -> str:
        """Now and then the whole of an investigation, close to the longest text allowed."""
        times = self.chance.choices([0, 1, 70], weights=[70, 26, 4])[0]
        return (
            "执法人员依法制作现场笔录，当事人对上述事实签字认可，并提供了购销台账、付款凭证和库存清单。"
            * times
        )

    def _terms(self, violation: dict[str, Any], decided: date) -> Row:
        fine, gains = (self._amount(violation.get(key)) for key in ("fine", "confiscation"))
        until = (
            decided.replace(year=decided.year + violation["years"], day=1) if "years" in violation else None
        )
        parts = [f"{name}{amount}元" for name, amount in (("罚款", fine), ("没收违法所得", gains)) if amount]
        others = [kind for kind in violation["kinds"] if kind not in {"罚款", "没收违法所得、没收非法财物"}]
        return {
            "CF_NR": "；".join([*others, *parts]) + "。",
            "CF_NR_FK": in_ten_thousands(fine),
            "CF_NR_WFFF": in_ten_thousands(gains),
            "CF_JDRQ": f"{decided:%Y/%m/%d}",
            "CF_YXQ": f"{until:%Y/%m/%d}" if until else "2099/12/31",
        }

    def _amount(self, bounds: list[int] | None) -> int:
        """Return a round number of yuan between the bounds; small ones are commoner than large ones."""
        if not bounds:
            return 0
        low, high = bounds
        return max(low, int(low + (high - low) * self.chance.random() ** 3) // 100 * 100)

    def _day(self) -> date:
        """Return a working day, with more of them in the last year."""
        span = (LAST - FIRST).days
        day = FIRST + timedelta(days=int(span * self.chance.random() ** 0.6))
        return day if day.weekday() < 5 else day - timedelta(days=2)

    def _company(self) -> Row:
        name = self._new_name(lambda: f"鸡西市{self._of('styles')}{self._of('trades')}")
        return self._organised(name, "91", self._of("divisions"), "法人及非法人组织")

    def _cooperative(self) -> Row:
        name = self._new_name(lambda: f"{self._of('quarters')}{self._of('styles')}{self._of('cooperatives')}")
        return self._organised(name, "93", self._of("divisions"), "法人及非法人组织")

    def _stranger(self) -> Row:
        home = self.chance.choice(WORDS["elsewhere"])
        name = self._new_name(lambda: f"{home['place']}{self._of('styles')}{self._of('trades')}")
        return self._organised(name, "91", home["division"], "法人及非法人组织")

    def _shop(self) -> Row:
        return self._organised(self._new_name(self._shop_name), "92", self._of("divisions"), "个体工商户")

    def _old_shop(self) -> Row:
        """A shop that never changed its registration number for a code."""
        body = f"{self._of('divisions')}6{self.chance.randrange(10**7):07}"
        number = body + mod_11_10.calc_check_digit(body)
        party = self._organised(self._new_name(self._shop_name), "92", "230300", "个体工商户")
        return party | {"CF_XDR_SHXYM": "0" * 17 + "X", "CF_XDR_GSZC": number}

    def _shop_name(self) -> str:
        return f"鸡西市{self._of('quarters')}{self._person_name()}{self._of('shops')}"

    def _person(self) -> Row:
        """A person who cannot exist: nobody's number begins with a whole city's division code."""
        body = f"2303001970{self.chance.randint(1, 12):02}01{self.chance.randrange(1000):03}"
        return {
            "CF_XDR_MC": self._new_name(self._person_name),
            "CF_XDR_LB": "自然人",
            "CF_XDR_ZJLX": "身份证",
            "CF_XDR_ZJHM": body + ric.calc_check_digit(body + "0"),
        }

    def _organised(self, name: str, kind: str, division: str, label: str) -> Row:
        subject = "MA" + "".join(self.chance.choices(SUBJECT_LETTERS, k=6))
        return {
            "CF_XDR_MC": name,
            "CF_XDR_LB": label,
            "CF_XDR_SHXYM": with_checks(kind + division + subject),
            "CF_FRDB": self._person_name(),
        }

    def _person_name(self) -> str:
        return self.chance.choice(WORDS["surnames"]) + self._of("given")

    def _new_name(self, invent: Callable[[], str]) -> str:
        """Return a name that nobody has yet; once names run short, that of a numbered branch."""
        tries = (invent() for _ in range(TRIES))
        name = next((name for name in tries if name not in self.names), "")
        name = name or f"{invent()}第{len(self.names)}分店"
        self.names.add(name)
        return name

    def _of(self, words: str) -> str:
        return str(self.chance.choice(WORDS[words]))

    def _weighted(self, entries: list[dict[str, Any]]) -> dict[str, Any]:
        return self.chance.choices(entries, weights=[entry["share"] for entry in entries])[0]


def with_checks(body: str) -> str:
    """Return the whole code for its first 16 characters: with the check of GB 11714, then of GB 32100."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(letter, 36) * weight for letter, weight in zip(body[8:], weights, strict=True)) % 11
    inner = body + {10: "X", 11: "0"}.get(rest, str(rest))
    return inner + str(uscc.calc_check_digit(inner))


def in_ten_thousands(yuan: int) -> str:
    """Return yuan in the file's unit, "" for none."""
    return format((Decimal(yuan) / 10_000).normalize(), "f") if yuan else ""

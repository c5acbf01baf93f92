"""One run of a job: which job, under which key, with which arguments, and how often it was tried."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

Plain = str | int | float | bool | None

JOBS = "jobs"
SCHEDULED = "scheduled"  # a queue of its own: what is due by the clock never waits behind a heap of jobs


@dataclass(frozen=True)
class Run:
    """What is put on the queue; a further try is a run of its own that begins at the step that failed."""

    job: str
    key: str
    args: tuple[Plain, ...] = ()
    step: int = 0
    attempt: int = 1
    queue: str = JOBS

    @property
    def id(self) -> str:
        """The name under which the engine keeps it: the same name is put on the queue once."""
        first = f"{self.job}:{self.key}"
        return first if self.attempt == 1 else f"{first}/{self.step}/{self.attempt}"

    def at(self, step: int) -> Self:
        """Return this run when it has come to a step; a step that is new has not been tried before."""
        return self if step == self.step else replace(self, step=step, attempt=1)

    def again(self) -> Self:
        """Return the next try."""
        return replace(self, attempt=self.attempt + 1)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the run that was written by `as_plain`, by this version of the product or a neighbouring one."""
        known = {field.name: plain[field.name] for field in fields(cls) if field.name in plain}
        return cls(**known | {"args": tuple(plain.get("args", ()))})

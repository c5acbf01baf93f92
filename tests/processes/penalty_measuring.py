"""The part of a penalty case in which evidence is preserved and property seized, as a test carries it."""

from collections.abc import Callable
from typing import Any, Self

from tests.calendar import Calendar
from tests.office import Office
from tests.processes.penalty_answers import MEASURE


class Measuring:
    """What a test does about measures; the case itself says how tasks are answered and papers served."""

    office: Office
    calendar: Calendar
    second: str
    do: Callable[..., Self]
    serve: Callable[..., Self]

    def choose(self, measure: str, **answers: Any) -> Self:
        return self.do(
            "choose_measure", **{**MEASURE, "measure": measure, "second_officer": self.second, **answers}
        )

    def no_measures(self) -> Self:
        return self.do("choose_measure", measure="none")

    def approved_measure(self, measure: str, **answers: Any) -> Self:
        return self.choose(measure, **answers).do("approve_measure", measure_opinion="agree").serve()

    def urgent(self, measure: str, hour: str = "08:00", **answers: Any) -> Self:
        """Report a measure that was taken today before anybody approved it."""
        taken = {"urgent": "true", "taken_at": f"{self.calendar.today}T{hour}"}
        return self.choose(measure, **taken, **answers)

    def ratified(self, measure: str) -> Self:
        return self.urgent(measure).do("ratify_measure", measure_opinion="agree").serve()

    def unratified(self, measure: str) -> Self:
        return self.urgent(measure).do("ratify_measure", measure_opinion="return", reason="没有必要。")

    def keep(self, course: str) -> Self:
        return self.do("keep_property", seizure_course=course, seizure_reason="须向外地供货者核实。")

    def tested(self, days: int = 10) -> Self:
        """Have something that was seized tested, and tell the party how long that takes."""
        asked = {
            "testing_body": "黑龙江省检验检测院",
            "testing_items": "大米1袋，标签检验",
            "testing_days": str(days),
        }
        return self.do("keep_property", seizure_course="testing", seizure_reason="须检验。", **asked).serve()

    def result(self) -> Self:
        files = [self.office.file("case_officer")]
        found = {"testing_received_on": self.calendar.today, "testing_result": "标签不合格。"}
        return self.do("receive_seizure_result", testing_files=files, **found).serve()

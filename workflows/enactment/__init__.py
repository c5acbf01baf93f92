"""What the office itself lays down: answers to the law's open questions, and calendars of later years."""

from workflows.enactment.answers import answers_so_far, set_answer
from workflows.enactment.calendars import Announced, read_calendar
from workflows.enactment.introducing import expected_moves, introduce
from workflows.enactment.loading import entered
from workflows.enactment.moving import Move

__all__ = [
    "Announced",
    "Move",
    "answers_so_far",
    "entered",
    "expected_moves",
    "introduce",
    "read_calendar",
    "set_answer",
]

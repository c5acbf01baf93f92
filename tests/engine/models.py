"""The small procedures on which random walks compare engines."""

from tests.engine.diagrams import Drawing

REWORK = (
    Drawing("rework")
    .start()
    .merge("m")
    .user("a", "b", "late")
    .question("x")
    .timer("t", "b", "reply", cancel=False)
    .end()
    .end("e2")
    .path("start", "m", "a", "b", "x")
    .choice("x", "m", "again")
    .otherwise("x", "end")
    .path("t", "late", "e2")
)


def branching(key, kind):
    """A rework loop, then three branches, then a rework loop with a reminder."""
    drawing = (
        Drawing(key).start().merge("m", "n", "k").user("w", "a", "b", "d", "c", "over").question("y", "x")
    )
    getattr(drawing, kind)("s", "j")
    drawing.end().end("e2").timer("t", "d", "branch", cancel=True).timer("r", "c", "after", cancel=False)
    drawing.path("start", "m", "w", "y").choice("y", "m", "again").otherwise("y", "s")
    drawing.path("a", "j").path("b", "j").path("d", "k", "j", "n", "c", "x").path("t", "over", "k").flow(
        "r", "e2"
    )
    if kind == "parallel":
        drawing.path("s", "a").path("s", "b").path("s", "d")
    else:
        drawing.choice("s", "a", "pa").choice("s", "b", "pb").otherwise("s", "d")
    return drawing.choice("x", "n", "again").otherwise("x", "end")


PARALLEL = branching("par", "parallel")
INCLUSIVE = branching("inc", "inclusive")

REVIEW = (
    Drawing("review")
    .start()
    .merge("m")
    .user("opine", "urge", "sign")
    .question("x")
    .timer("t", "opine", "reply", cancel=False)
    .end()
    .end("e2")
    .path("start", "m", "opine", "x")
    .choice("x", "m", "again")
    .otherwise("x", "sign")
    .path("sign", "end")
    .path("t", "urge", "e2")
)

CALLING = (
    Drawing("calling")
    .start()
    .merge("m")
    .user("a", "lapse")
    .call("c", "review")
    .question("x")
    .timer("t", "c", "whole")
    .end()
    .end("e2")
    .path("start", "m", "a", "c", "x")
    .choice("x", "m", "more")
    .otherwise("x", "end")
    .path("t", "lapse", "e2")
)


def joined_loop(kind):
    """Two branches and their join inside one loop, the whole beside another branch of its own."""
    drawing = (
        Drawing(f"loop_{kind}").start().parallel("o", "oj").user("z", "a", "b", "c").merge("m").question("x")
    )
    getattr(drawing, kind)("s", "j")
    drawing.end().path("start", "o", "m", "s").path("o", "z", "oj").path("a", "j").path("b", "j", "c", "x")
    if kind == "parallel":
        drawing.path("s", "a").path("s", "b")
    else:
        drawing.choice("s", "a", "pa").otherwise("s", "b")
    return drawing.choice("x", "m", "again").otherwise("x", "oj").path("oj", "end")


MODELS = {
    "rework": [REWORK],
    "parallel": [PARALLEL],
    "inclusive": [INCLUSIVE],
    "calling": [CALLING, REVIEW],
}
LOOPS = {kind: [joined_loop(kind)] for kind in ("parallel", "inclusive")}
QUESTIONS = ("again", "more", "pa", "pb")
# Who answers which question. Branches that run side by side answer none: for those the library lets whoever
# ends last win with an old answer, and there our engine differs from it on purpose (see test_joins.py).
DECIDERS = {
    "rework": {"a": QUESTIONS, "b": QUESTIONS},
    "par": {"w": QUESTIONS, "c": QUESTIONS},
    "inc": {"w": QUESTIONS, "c": QUESTIONS},
    "calling": {"a": ("more", "pa", "pb"), "opine": ("again",)},
    "loop_parallel": {"c": QUESTIONS},
    "loop_inclusive": {"c": QUESTIONS},
}
CLOCKS = ("reply", "branch", "after", "whole")

"""Each casework error has one status, in one table."""

from webapp.errors import ADVICE, STATUS, TITLES
from workflows.errors import CaseworkError


def missing(errors: set[type]) -> set[type]:
    return {error for error in errors if error not in STATUS}


def children(parent: type) -> set[type]:
    own = set(parent.__subclasses__())
    return own.union(*(children(child) for child in own))


def product_errors() -> set[type]:
    """The errors of the product: those that the tests define are the tests' own affair."""
    return {error for error in children(CaseworkError) if not error.__module__.startswith("tests.")}


def test_every_casework_error_has_a_status():
    assert missing(product_errors()) == set()


def test_a_casework_error_without_a_status_is_found():
    class Parent:
        pass

    class Forgotten(Parent):
        pass

    assert missing(children(Parent)) == {Forgotten}


def test_no_error_class_is_defined_outside_the_one_module():
    assert {error.__module__.rpartition(".")[0] for error in product_errors()} == {"workflows.errors"}


def test_every_status_has_a_page_that_says_what_to_do():
    assert set(STATUS.values()) <= set(TITLES)
    assert TITLES.keys() == ADVICE.keys()
    assert all("请" in advice for advice in ADVICE.values())

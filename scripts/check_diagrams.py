"""Reads every procedure of the product and prints each disagreement with its code; ends with 1 if there is one."""

import sys

from workflows.catalog import catalog
from workflows.errors import DiagramRefused


def main() -> int:
    """Return 0 if diagrams, declarations, steps, forms, law and papers of all procedures agree, else 1."""
    try:
        catalog()
    except DiagramRefused as refused:
        print(refused.detail)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

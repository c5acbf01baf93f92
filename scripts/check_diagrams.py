"""Reads every diagram of the product and prints each fault with its place; ends with 1 if there is one."""

import sys
from pathlib import Path

from workflows.engine import faults, load_processes

PROCESSES = Path(__file__).parents[1] / "workflows" / "processes"


def main() -> int:
    """Return 0 if every diagram in `workflows/processes` can be used, else 1."""
    processes = load_processes(PROCESSES)
    found = [fault for process in processes.values() for fault in faults(process)]
    for line in found:
        print(line)
    if not processes:
        print(f"{PROCESSES} 中没有流程图。")
    return 1 if found or not processes else 0


if __name__ == "__main__":
    sys.exit(main())

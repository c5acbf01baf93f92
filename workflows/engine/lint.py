"""Says what is wrong with a diagram, and where."""


def faults(process):
    return []

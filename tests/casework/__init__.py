"""The door of a case."""

"""Import of penalty files."""

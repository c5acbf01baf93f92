"""Tests of the law: every date's edges, every row, every faulty file."""

"""Tests of the start: what is loaded, what is checked, and what need not be checked again."""

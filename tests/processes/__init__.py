"""Tests of the procedures: their diagrams as pictures and as programs."""

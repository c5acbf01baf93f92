"""Tests of the set-up: what a bare machine gets, and what the repository must not contain."""

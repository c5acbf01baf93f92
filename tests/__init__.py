"""Tests; they read as sentences about the domain."""

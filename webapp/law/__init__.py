"""The law as pages."""

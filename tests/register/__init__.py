"""The credit register."""

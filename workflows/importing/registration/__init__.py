"""Import of what the registration authority changed of parties that are on file."""

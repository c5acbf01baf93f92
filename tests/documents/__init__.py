"""The bureau's papers, from the facts to the printed sheet."""

"""Flask: pages, log-in, and the one commit."""

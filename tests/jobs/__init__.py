"""The background jobs, on SQLite and on PostgreSQL."""

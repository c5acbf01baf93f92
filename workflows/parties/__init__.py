"""What may become known of a party: each kind of change, declared once, and how a party stood on a day."""

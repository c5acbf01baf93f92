"""What the office lays down, on both databases."""

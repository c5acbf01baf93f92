"""信用修复 (credit repair)."""

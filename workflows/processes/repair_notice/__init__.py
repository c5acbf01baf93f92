"""信用修复告知 (the repair notice that goes with a penalty decision)."""

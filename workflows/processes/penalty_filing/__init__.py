"""线索核查与立案 (a lead is verified and filed, or not)."""

"""调查取证 (the investigation of a penalty case)."""

"""处罚信息公示登记 (that a penalty was published is checked and recorded)."""

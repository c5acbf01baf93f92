"""强制措施 (evidence is preserved, property seized) during a penalty case."""

"""听证 (the hearing), called where the party may ask for one."""

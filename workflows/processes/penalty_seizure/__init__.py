"""查封扣押期间的办理 (what is done while property is seized), called while the time of the seizure runs."""

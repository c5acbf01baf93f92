"""The form file of the procedure that tests add from outside."""

"""Forms: what can be filled in for each kind of row, and the dialog that does it."""

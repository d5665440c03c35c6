"""How right the records of an index are, against annotations of the same documents: pure functions over records."""

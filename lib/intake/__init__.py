"""A file, a pasted table, a form → a draft snapshot: limits, reading, names. Knows no store."""

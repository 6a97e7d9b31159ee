"""The language of rule books: reads, checks and cites an organisation's rules as data; it never counts."""

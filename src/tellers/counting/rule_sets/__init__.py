"""Rule sets as answers that cite their clauses; they compute nothing."""

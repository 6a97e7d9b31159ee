"""What follows from figures under a rule book: thresholds met, effects, next steps, under each live reading; never what happened."""

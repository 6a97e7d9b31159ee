"""What follows from figures under a rule book, under each live reading; never what happened."""

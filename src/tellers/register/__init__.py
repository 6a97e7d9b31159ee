"""Members, their standing, and the roll frozen for one vote; it never publishes a name."""

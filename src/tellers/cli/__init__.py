"""The command: where the clock, randomness and the terminal come in; it never decides."""

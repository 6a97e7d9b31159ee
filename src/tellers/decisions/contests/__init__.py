"""The parts of a contest's decision: who stands, what each ballot comes to, what is held against it; no effects."""

"""One case on disk: its layout, the acts that change it, its verification; never a rule of its own."""

"""The demonstration: 28 June 2016 by the same commands as any other vote."""

"""`make bench`: runs every benchmark and prints what it measured; about fifteen minutes."""

from benchmarks.ballots import __main__ as ballots
from benchmarks.counting import __main__ as counting

ballots.main()
counting.main()

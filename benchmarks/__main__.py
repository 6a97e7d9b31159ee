"""`make bench`: runs every benchmark and prints what it measured; about ten minutes."""

from benchmarks import archive_verification
from benchmarks.counting import __main__ as counting

archive_verification.main()
counting.main()

"""`make bench`: runs every benchmark and prints what it measured."""

from benchmarks import archive_verification

archive_verification.main()

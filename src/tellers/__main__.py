"""`python -m tellers` is the command `tellers`."""

from tellers.cli.main import main

main()

"""What a trustee's key has opened stands beside it, so that it opens one tally of an election and no other."""

from contextlib import suppress
from pathlib import Path

from tellers.errors import Refused, Unreadable
from tellers.minutes import store


def remember(key: Path, election: str, tally: str, *, named: bool) -> None:
    """Note the tally that a key is about to open, beside it in KEY.opened: a line for each election.

    Raises Refused where it has opened another tally of this election, and where nothing can be noted, unless the
    trustee has named the tally.
    """
    beside = key.parent / f"{key.name}.opened"
    known = _read(beside)
    before = known.get(election)
    if before not in (None, tally):
        raise Refused(
            f"this key has opened the tally {before} of this election, and the archive holds {tally}; nothing is "
            "decrypted: two tallies of one election tell the ballots by which they differ. Ask secretary and agents "
            f"which one the minute of the close has ({beside} remembers)"
        )
    if not key.is_file():
        if named:
            return
        raise Refused(f"{key} is no file beside which it can be noted what was opened; name the tally (--tally)")
    with suppress(*((OSError,) if named else ())):
        lines = "".join(f"{one} {opened}\n" for one, opened in {**known, election: tally}.items())
        store.replace_file(beside, lines.encode("ascii"), store.PRIVATE)


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = [line.split(" ") for line in store.read_file(path).decode("ascii", "replace").splitlines()]
    for number, parts in enumerate(lines, 1):
        if len(parts) != 2:  # noqa: PLR2004 — an election and its tally
            raise Unreadable("expected an election and its tally", source=str(path), line=number)
    return {parts[0]: parts[1] for parts in lines}

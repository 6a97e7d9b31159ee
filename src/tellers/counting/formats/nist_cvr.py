"""Cast vote records in JSON, as NIST SP 1500-103 (version 1.0) has them: one contest of the report.

Of each record the current snapshot counts. A mark counts where its position has an indication; one that is not
allocable does not, but two or more of them at a rank are an overvote. Records have no lines: they are numbered as they
stand.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tellers.counting.contest import OVERVOTE, Contest, Mark, papers_of
from tellers.counting.formats.reading import Bad, Reading, Told, contest_of, shown, text_of, trimmed

Object = dict[str, Any]
HIGHEST_RANK = 1000


def parse_nist(raw: bytes, reading: Reading) -> Contest:
    """One contest of a report of cast vote records; raises Unreadable with every bad record."""
    report = _report(raw, reading)
    elections = _objects(report.get("Election"))
    contest = _contest([one for election in elections for one in _objects(election.get("Contest"))], reading)
    named = {_text(one, "@id"): _name(one) for election in elections for one in _objects(election.get("Candidate"))}
    selections = [_text(one, "@id") for one in _objects(contest.get("ContestSelection"))]
    names = [_selection_name(one, named) for one in _objects(contest.get("ContestSelection"))]
    bad = Bad(reading, unit="record")
    places = {selection: place for place, selection in enumerate(selections)}
    records = Counter(_records(report, _text(contest, "@id"), places, bad))
    papers = papers_of((weight, trimmed(marks)) for marks, weight in records.items())
    seats = contest.get("NumberElected")
    told = Told(_text(contest, "Name"), seats if isinstance(seats, int) and seats > 0 else None)
    return contest_of(reading, names, replace(papers, rejected=bad.settle()), bad, told)


def _report(raw: bytes, reading: Reading) -> Object:
    try:
        report = json.loads(text_of(raw, reading))
    except json.JSONDecodeError as error:
        raise reading.unreadable(f"not JSON at column {error.colno}: {error.msg}", error.lineno) from None
    except RecursionError:
        raise reading.unreadable("nested too deeply to be cast vote records") from None
    except ValueError as error:
        raise reading.unreadable(f"a number that cannot be read: {error}") from None
    if not isinstance(report, dict) or not isinstance(report.get("CVR"), list):
        raise reading.unreadable("no list CVR; expected a report of cast vote records (NIST SP 1500-103)")
    return report


def _contest(contests: Sequence[Object], reading: Reading) -> Object:
    """The contest asked for, or the only one."""
    told = ", ".join(f"{_text(one, '@id')} ({_name(one)})" for one in contests)
    wanted = reading.contest
    found = [one for one in contests if wanted is None or wanted in {_text(one, "@id"), one.get("Name")}]
    if not contests:
        raise reading.unreadable("no contest in the report")
    if not found:
        raise reading.unreadable(f"no contest {shown(wanted or '')}; there are {told}")
    if len(found) > 1:
        raise reading.unreadable(f"{len(found)} contests; choose one by --contest ID: {told}")
    return found[0]


def _selection_name(selection: Object, named: dict[str, str]) -> str:
    ids = selection.get("CandidateIds")
    if isinstance(ids, list) and ids:
        return " / ".join(named.get(str(one), str(one)) for one in ids)
    return "Write-in" if selection.get("IsWriteIn") is True else _name(selection)


def _name(thing: Object) -> str:
    """The name of a thing, as version 1.0 or a text in languages has it, or else its id."""
    for key in ("Name", "Selection"):
        name = thing.get(key)
        if isinstance(name, str) and name.strip():
            return name.strip()
    return _text(thing, "@id")


def _records(report: Object, contest: str, places: dict[str, int], bad: Bad) -> Iterator[tuple[Mark, ...]]:
    """The marks of each record that has the contest on it."""
    for number, record in enumerate(report["CVR"], start=1):
        try:
            marks = _marks(record, contest, places)
        except _BadRecord as reason:
            bad.line(number, str(reason), 1)
            continue
        except _Invalidated as reason:
            bad.paper(number, str(reason), 1)
            continue
        if marks is not None:
            yield marks


class _BadRecord(Exception):  # noqa: N818 — caught where the number is known
    """Why a record cannot be read."""


class _Invalidated(Exception):  # noqa: N818 — caught where the number is known
    """Why a paper does not count in this contest, by the record itself."""


def _marks(record: object, contest: str, places: dict[str, int]) -> tuple[Mark, ...] | None:
    snapshot = _snapshot(record)
    found = [one for one in _objects(snapshot.get("CVRContest")) if one.get("ContestId") == contest]
    if not found:
        return None
    if len(found) > 1:
        raise _BadRecord(f"contest {contest} stands {len(found)} times in one snapshot")
    if "invalidated-rules" in _list(found[0].get("Status")):
        raise _Invalidated("the record says that the contest is invalidated by rules")
    return _ranked(found[0], places)


def _snapshot(record: object) -> Object:
    if not isinstance(record, dict):
        raise _BadRecord("it is no object")
    snapshots = _objects(record.get("CVRSnapshot"))
    current = record.get("CurrentSnapshotId")
    if current is None and len(snapshots) == 1:
        return snapshots[0]
    found = [one for one in snapshots if one.get("@id") == current]
    if len(found) != 1:
        raise _BadRecord(f"{len(found)} snapshots have the id {current}; expected the current one")
    return found[0]


def _ranked(contest: Object, places: dict[str, int]) -> tuple[Mark, ...]:
    """The marks by rank; without ranks all stand together."""
    marked: dict[int, list[int]] = {}
    passed: Counter[int] = Counter()
    for selection in _objects(contest.get("CVRContestSelection")):
        for position in _objects(selection.get("SelectionPosition")):
            if position.get("HasIndication") != "yes":
                continue
            rank = _rank(position.get("Rank", selection.get("Rank")))
            if position.get("IsAllocable") == "no":
                passed[rank] += 1
                continue
            candidate = places.get(_text(selection, "ContestSelectionId"))
            if candidate is None:
                name = _text(selection, "ContestSelectionId") or "a write-in without an id"
                raise _BadRecord(f"{name} is not one of {len(places)} selections of the contest")
            if candidate not in marked.setdefault(rank, []):
                marked[rank].append(candidate)
    last = max([*marked, *(rank for rank, papers in passed.items() if papers > 1)], default=0)
    return tuple(_mark(marked.get(rank, []), passed[rank]) for rank in range(1, last + 1))


def _mark(candidates: list[int], passed: int) -> Mark:
    if not candidates:
        return OVERVOTE if passed > 1 else ()
    return candidates[0] if len(candidates) == 1 else tuple(sorted(candidates))


def _rank(rank: object) -> int:
    if rank is None:
        return 1
    if not isinstance(rank, int) or isinstance(rank, bool) or not 1 <= rank <= HIGHEST_RANK:
        raise _BadRecord(f"rank {rank} is not a whole number from 1")
    return rank


def _objects(value: object) -> list[Object]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(thing: Object, key: str) -> str:
    value = thing.get(key)
    return value if isinstance(value, str) else ""

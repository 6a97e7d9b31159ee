"""The audit as a whole: good archives of both generations, running ones, older copies, what is tolerated and what not.

The results of the shared archives are those that the reference tool gave when it made them.
"""

import base64
import json
from pathlib import Path

import pytest
from tests.ballots.forge import MOMENT, Events, Plan, chained, changed, events_of, owned, wrapped
from tests.ballots.samples import ALL_ARCHIVES, ARCHIVES, MOTION
from tests.ballots.world import world

from tellers.ballots import verifier
from tellers.ballots.codec import encode
from tellers.ballots.events import EventType
from tellers.ballots.group import RFC_3526_2048
from tellers.ballots.hashing import fingerprint
from tellers.ballots.report import Report
from tellers.ballots.verifier import verify_archive
from tellers.canonical import sha256_hex
from tellers.errors import Unreadable

T = EventType
CHECKS = [
    "archive",
    "order of events",
    "elements and scalars",
    "trustees",
    "ballots",
    "encrypted tally",
    "shuffles",
    "partial decryptions",
    "result",
]


def plan() -> Plan:
    return Plan.of(world())


def audited(raw: bytes, earlier: bytes | None = None) -> Report:
    return verify_archive(raw, "x.bel", earlier=earlier)


def shared(version: str) -> bytes:
    (path,) = ARCHIVES[version].glob("*.bel")
    return path.read_bytes()


@pytest.mark.parametrize("version", ARCHIVES)
def test_an_archive_of_each_generation_verifies_with_its_result(version: str) -> None:
    report = audited(shared(version))
    assert report.ok, report.failed
    expected = json.loads((ARCHIVES[version] / "result.json").read_text())["result"]
    sums = json.loads((ARCHIVES[version] / "checksums.json").read_text())
    said = report.to_json()
    assert isinstance(said, dict)
    assert said["result"] == expected
    assert (said["state"], said["ballots"], said["counted"], said["superseded"]) == ("complete", 22, 20, 2)
    assert said["fingerprint"] == base64.b64encode(bytes.fromhex(sums["election"])).decode().rstrip("=")
    assert said["head"] == sums.get("final", said["head"])  # version 2.0 does not print it
    assert said["group"] == {"3.3.0": "Ed25519", "2.0": "RFC-3526-2048"}[version]


def test_the_report_names_every_check_in_its_order() -> None:
    report = audited(plan().archive())
    assert [check.name for check in report.checks] == CHECKS
    assert all(check.ok and check.culprit is None for check in report.checks)
    assert report.fingerprint == fingerprint(world().election.raw)


@pytest.mark.parametrize("length", range(1, 12))
def test_every_beginning_of_a_good_archive_verifies_and_only_the_whole_is_complete(length: int) -> None:
    events = plan().events()
    report = audited(chained(events[:length]))
    assert report.ok, report.failed
    assert report.complete is (length == len(events))
    assert (report.result is not None) is (length == len(events))


def test_an_election_in_a_finite_field_verifies_too() -> None:
    report = audited(Plan.of(world(MOTION, RFC_3526_2048)).archive())
    assert report.ok, report.failed
    assert report.group == "RFC-3526-2048"


def test_an_election_without_any_ballot_verifies() -> None:
    empty = plan()
    empty.ballots = []
    report = audited(empty.archive())
    assert report.ok, report.failed
    assert report.result is not None
    assert report.result.to_json() == [[0, 0, 0]]


def test_a_bad_ballot_does_not_hide_what_is_wrong_with_the_trustees() -> None:
    forged = plan()
    forged.ballots.append(forged.ballots[0])
    forged.trustees = encode(changed(world().trustees, [0, 1, "pok", "challenge"], "1"))
    results = {check.name: check for check in audited(forged.archive()).checks}
    assert [name for name, check in results.items() if check.culprit] == ["trustees", "ballots"]
    assert results["encrypted tally"].detail == "not reached: ballots does not hold"
    assert not results["partial decryptions"].ok
    assert not results["result"].ok


def test_every_bad_ballot_is_named_not_only_the_first() -> None:
    forged = plan()
    broken = forged.ballots[0].replace(b'"signature":{"hash":"', b'"signature":{"hash":"A')
    forged_events = forged.events()
    events: Events = [forged_events[0], (T.BALLOT, [broken]), (T.BALLOT, [b"{}"]), *forged_events[3:]]
    failed = audited(chained(events)).failed
    assert failed is not None
    assert failed.culprit == "ballot 1"
    assert "and 1 more: ballot 2" in failed.detail


def test_when_the_file_is_damaged_nothing_else_is_reached() -> None:
    raw = bytearray(plan().archive())
    raw[-1000] ^= 1
    report = audited(bytes(raw))
    assert [check.ok for check in report.checks] == [False] * 9
    assert [check.detail.startswith("not reached") for check in report.checks] == [False] + [True] * 8
    assert report.to_json() == {
        "ok": False,
        "state": None,
        "fingerprint": None,
        "head": None,
        "group": None,
        "generation": None,
        "ballots": None,
        "counted": None,
        "superseded": None,
        "result": None,
        "checks": [check.to_json() for check in report.checks],
    }


def test_a_result_that_does_not_hold_is_not_repeated() -> None:
    forged = plan()
    forged.result = b'{"result":[[0,4,2]]}'
    assert audited(forged.archive()).result is None


# Thresholds.


def broken_decryption(owner: int) -> bytes:
    events = plan().events()
    body = next(data[0] for kind, data in events if kind is T.PARTIAL_DECRYPTION and b'"owner":%d,' % owner in data[1])
    value = changed(json.loads(body), ["decryption_proofs", 0, 0, "response"], "1")
    return json.dumps(value, separators=(",", ":")).encode()


def test_a_bad_decryption_is_named_and_tolerated_where_enough_good_ones_remain() -> None:
    forged = plan()
    forged.owners = [1, 2, 3, 4]
    forged.decryptions = {3: broken_decryption(2)}
    report = audited(forged.archive())
    assert report.ok, report.failed
    said = next(check for check in report.checks if check.name == "partial decryptions")
    assert said.detail.startswith("trustees 1, 2, 4; tolerated: partial decryption: trustee 3")


def test_a_bad_decryption_of_a_single_trustee_is_never_tolerated() -> None:
    forged = plan()
    forged.decryptions = {1: broken_decryption(1)}
    failed = audited(forged.archive()).failed
    assert failed is not None
    assert (failed.name, failed.culprit) == ("partial decryptions", "trustee 1")


def test_two_bad_decryptions_of_three_are_too_many_even_while_running() -> None:
    forged = plan()
    forged.owners = [1, 2, 4]
    forged.decryptions = {2: broken_decryption(1), 4: broken_decryption(1)}
    failed = audited(chained(forged.events()[:-1])).failed
    assert failed is not None
    assert (failed.name, failed.culprit) == ("partial decryptions", "trustee 2")


def test_any_two_of_three_give_the_same_result() -> None:
    for pair in ([2, 3], [2, 4], [3, 4], [4, 3], [2, 3, 4]):
        chosen = plan()
        chosen.owners = [*pair, 1]
        assert audited(chosen.archive()).ok


def test_without_the_single_trustee_there_are_not_enough() -> None:
    forged = plan()
    forged.owners = [2, 3, 4]
    failed = audited(forged.archive()).failed
    assert failed is not None
    assert (failed.name, failed.culprit) == ("partial decryptions", "trustee 1")
    assert "enough partial decryptions" in failed.detail


# Against an older copy.


def test_an_archive_extends_each_of_its_own_beginnings() -> None:
    events = plan().events()
    for length in range(1, len(events) + 1):
        report = audited(chained(events), chained(events[:length]))
        assert report.ok, report.failed
        assert report.checks[-1].name == verifier.EARLIER


def test_a_ballot_left_out_and_all_chained_anew_is_found_only_against_an_older_copy() -> None:
    older = chained(plan().events()[:5])
    silenced = plan()
    del silenced.ballots[1]
    assert audited(silenced.archive()).ok
    failed = audited(silenced.archive(), older).failed
    assert failed is not None
    assert (failed.name, failed.culprit) == ("earlier copy", "event 2 (Ballot)")


def test_two_ballots_of_a_voter_swapped_are_found_only_against_an_older_copy() -> None:
    turned = plan()
    turned.ballots[0], turned.ballots[3] = turned.ballots[3], turned.ballots[0]
    assert audited(turned.archive()).ok
    failed = audited(turned.archive(), plan().archive()).failed
    assert failed is not None
    assert (failed.name, failed.culprit) == ("earlier copy", "event 1 (Ballot)")


def test_an_archive_shorter_than_its_older_copy_names_the_first_event_that_is_gone() -> None:
    events = plan().events()
    failed = audited(chained(events[:4]), chained(events)).failed
    assert failed is not None
    assert failed.culprit == "event 4 (Ballot)"


def test_an_archive_begun_at_another_moment_is_another_archive() -> None:
    raw = plan().archive()
    later = raw.replace(b'"%d"' % MOMENT, b'"%d"' % (MOMENT + 1))
    found = audited(raw, later).checks[-1]
    assert (found.name, found.ok) == ("earlier copy", False)


def test_a_damaged_older_copy_is_to_blame_itself() -> None:
    failed = audited(plan().archive(), plan().archive()[:-1]).failed
    assert failed is not None
    assert failed.name == "earlier copy"
    assert str(failed.culprit).startswith("the earlier copy, member")


# What is refused by its name.


@pytest.mark.parametrize("path", ALL_ARCHIVES.values(), ids=ALL_ARCHIVES)
def test_every_election_of_the_reference_tool_verifies_with_its_result(path: Path) -> None:
    (archive,) = path.glob("*.bel")
    report = audited(archive.read_bytes())
    assert report.ok, report.failed
    assert report.result is not None
    assert report.result.encode() == (path / "result.json").read_bytes().strip()


def test_questions_of_other_types_are_refused_by_name() -> None:
    kind, data = plan().events()[0]
    value = json.loads(data[0])
    value["questions"] = [{"type": "Quadratic", "value": {"answers": ["a"], "question": "q"}}]
    with pytest.raises(Unreadable, match="'Quadratic'"):
        audited(chained([(kind, rehashed(json.dumps(value).encode(), data))]))


def rehashed(election: bytes, data: list[bytes]) -> list[bytes]:
    return wrapped(T.SETUP, [election, *data[1:]])


def test_protocol_version_2_is_refused_by_name() -> None:
    kind, data = plan().events()[0]
    election = data[0].replace(b'{"version":1', b'{"version":2')
    with pytest.raises(Unreadable, match="version 2"):
        audited(chained([(kind, rehashed(election, data))]))


def test_pieces_of_another_election_do_not_fit() -> None:
    """Each object of the shared archive in place of ours: in the same group, and about as many."""
    ours, theirs = plan().events(), events_of(shared("3.3.0"))
    for kind in (T.BALLOT, T.ENCRYPTED_TALLY, T.PARTIAL_DECRYPTION, T.RESULT):
        place = next(at for at, (found, _) in enumerate(ours) if found is kind)
        piece = next(data for found, data in theirs if found is kind)
        assert not audited(chained([*ours[:place], (kind, piece), *ours[place + 1 :]])).ok
    _, setup = ours[0]
    _, their_setup = theirs[0]
    for place in range(3):
        mixed = [their_setup[at] if at == place else body for at, body in enumerate(setup)]
        assert not audited(chained([(T.SETUP, rehashed(mixed[0], mixed)), *ours[1:]])).ok


def test_a_second_archive_of_the_same_trustees_does_not_lend_its_decryptions() -> None:
    """The same key twice, as careless organisers do: the fingerprint in the proofs keeps the elections apart."""
    forged = plan()
    other = json.loads(forged.election)
    other["name"] = "Another motion"
    forged.election = json.dumps(other, ensure_ascii=False, separators=(",", ":")).encode()
    failed = audited(forged.archive()).failed
    assert failed is not None
    assert "election fingerprint" in failed.detail


def test_an_owner_that_is_no_trustee_is_named_in_a_running_election() -> None:
    events = plan().events()[:-1]
    for owner in (0, 5, 99):
        body = events[-1][1][0]
        forged = chained([*events, (T.PARTIAL_DECRYPTION, owned(owner, body))])
        failed = audited(forged).failed
        assert failed is not None
        assert failed.culprit == f"trustee {owner}"


def test_a_certificate_of_the_credentials_is_read_over_and_that_is_said() -> None:
    # From 3.2 on, a set-up may hold one; docs/formats/archive.md, gives its place and not its content.
    (kind, (*parts, named)), *others = plan().events()
    certificate = b'{"anything":"at all"}'
    fields = json.loads(named) | {"credentials_certificate": sha256_hex(certificate)}
    report = audited(chained([(kind, [*parts, certificate, encode(fields)]), *others]))
    assert report.ok, report.failed
    said = next(check for check in report.checks if check.name == "ballots")
    assert "credentials_certificate is there and was not checked" in said.detail

"""Which generation wrote an archive is told by its shape, and what no tool proved is labelled so.

The shared archives are by the versions that their folders name. The other shapes are of our own making, after the
table in docs/verification.md.
"""

import json

import pytest
from tests.ballots.forge import Events, chained, wrapped
from tests.ballots.kinds import YES_NO, Kind, events_of_kind, make_events
from tests.ballots.samples import ALL_ARCHIVES

from tellers.ballots.codec import encode
from tellers.ballots.events import EventType as T
from tellers.ballots.generation import Generation
from tellers.ballots.group import BELENIOS_2048
from tellers.ballots.verifier import verify_archive
from tellers.canonical import sha256_hex

OF_ARCHIVES = {
    "ed25519-h-threshold": "3.0 to 3.3",
    "ed25519-lists-weighted": "2.1 to 3.3",
    "ed25519-nh-ranking": "2.1 to 3.3",
    "v20-rfc3526-h-threshold": "2.0 to 2.5",
}


def generation(events: Events) -> Generation:
    report = verify_archive(chained(events), "x.bel")
    assert report.ok, report.failed
    assert report.generation is not None
    return report.generation


@pytest.mark.parametrize("name", ALL_ARCHIVES)
def test_the_archives_of_the_reference_tool_are_of_its_versions_and_proved(name: str) -> None:
    (path,) = ALL_ARCHIVES[name].glob("*.bel")
    found = verify_archive(path.read_bytes(), "x.bel").generation
    assert found == Generation(OF_ARCHIVES[name], proved=True)
    assert str(found) == OF_ARCHIVES[name]
    assert found is not None
    assert found.to_json() == {"versions": OF_ARCHIVES[name], "proved": True}


@pytest.mark.parametrize(
    ("name", "versions", "proved"),
    [
        ("blank allowed, single trustees", "2.1 to 3.3", True),
        ("threshold of 2.5.1", "2.5.1", False),
        ("threshold of 2.0", "2.1 to 2.5", False),
        ("several questions, threshold of 3.0", "3.0 to 3.3", True),
        ("rankings in a finite field", "2.0 to 3.3", True),
    ],
)
def test_the_shape_tells_the_versions_and_2_1_to_2_5_are_labelled_unproved(
    name: str, versions: str, *, proved: bool
) -> None:
    found = generation(events_of_kind(name))
    assert found == Generation(versions, proved)
    assert ("unproved" in str(found)) is not proved


def test_the_oldest_shape_in_a_finite_field_is_proved_beside_2_0() -> None:
    kind = Kind((YES_NO,), (([1, 0, 0],),), ("2.0",), group=BELENIOS_2048)
    assert generation(make_events(kind, "oldest")) == Generation("2.0 to 2.5", proved=True)


def test_two_shapes_in_one_archive_are_of_no_one_version() -> None:
    kind = Kind((YES_NO,), (([1, 0, 0],),), ("3.0", "2.5.1"))
    assert generation(make_events(kind, "mixed")) == Generation("of no one version", proved=False)


def test_a_certificate_of_the_credentials_is_of_3_2_and_beside_an_older_key_of_no_one_version() -> None:
    assert generation(with_certificate("several questions, threshold of 3.0")).versions == "3.2 to 3.3"
    assert generation(with_certificate("blank allowed, single trustees")).versions == "3.2 to 3.3"
    assert not generation(with_certificate("threshold of 2.5.1")).proved


def with_certificate(name: str) -> Events:
    (kind, (*parts, named)), *others = events_of_kind(name)
    fields = json.loads(named) | {"credentials_certificate": sha256_hex(b"{}")}
    return [(kind, [*parts, b"{}", encode(fields)]), *others]


def test_signatures_taken_out_of_an_archive_of_3_0_show_in_the_label() -> None:
    kind, data = events_of_kind("several questions, threshold of 3.0")[0]
    trustees = json.loads(data[1])
    for key in trustees[0][1]["verification_keys"]:
        del key["signature"]
    stripped = wrapped(T.SETUP, [data[0], encode(trustees), *data[2:]])
    events: Events = [(kind, stripped), *events_of_kind("several questions, threshold of 3.0")[1:]]
    assert generation(events) == Generation("2.5.1", proved=False)

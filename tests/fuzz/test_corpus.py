"""The corpus that the fuzzers left is read again: no crash, no hang, no more than a gibibyte of memory.

The inputs are those that a fuzzer found to reach something new (docs/verification.md says how long it ran). Each is
read, or refused by an error of the tree; anything else, and a shortage of memory, ends the process that reads them.
"""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.mutation import mutated
from fuzz.seeds import seeds
from fuzz.targets import TARGETS

from tellers.ballots.credentials import decode_private_credentials
from tellers.canonical import decode
from tellers.errors import TellersError

CORPUS = Path(__file__).parent / "corpus"
ROOT = Path(__file__).parents[2]
MOST_FILES, MOST_BYTES = 1_000, 2_000_000


@pytest.mark.parametrize("name", TARGETS)
def test_every_kept_input_is_read_or_refused_within_a_second_and_a_gibibyte(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "fuzz.replay", name, str(CORPUS / name)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stderr[-3000:]}"
    match = re.fullmatch(r"(\d+) inputs; .*: (\d+) ms\n", ran.stdout)
    assert match, ran.stdout
    assert int(match[1]) > len(list(CORPUS.joinpath(name).iterdir()))
    assert int(match[2]) < 1_000, ran.stdout


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_altered_and_read_or_refused(name: str) -> None:
    """A short run of the fuzzer's own mutation, without the fuzzer."""
    for number, seed in enumerate(seeds(name)):
        for attempt in range(4):
            TARGETS[name](mutated(seed, 200_000, 1_000 * number + attempt, _cut))


def _cut(raw: bytes, seed: int) -> bytes:
    """What takes the place of libFuzzer's mutations here: one byte changed."""
    draw = random.Random(seed + len(raw))
    changed = bytearray(raw or b"x")
    changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 1_000_000,
        b'{"a":' * 100_000,
        b'"' + b"x" * 5_000_000,
        b"9" * 5_000_000,
        b'"' + b"9" * 5_000_000 + b'"',
        b"-" * 1_000_000,
        b"1e" + b"9" * 1_000_000,
        b"[" + b"1," * 100_000 + b"1]",
        b"{" + b",".join(b'"%d":1' % number for number in range(100_000)) + b"}",
        b"{" + b",".join(b'"a":1' for _ in range(100_000)) + b"}",
        b'"' + b"\\ud800" * 100_000 + b'"',
        b"\xff" * 1_000_000,
        b"\0" * 1_000_000,
    ],
    ids=lambda raw: repr(raw[:12]),
)
@pytest.mark.parametrize("name", TARGETS)
def test_what_is_large_and_means_nothing_is_refused_early(name: str, raw: bytes) -> None:
    TARGETS[name](raw)


def test_the_corpus_is_small() -> None:
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} == set(TARGETS)
    assert 100 < len(files) <= MOST_FILES
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_an_object_with_very_many_fields_takes_no_long_time_to_be_refused() -> None:
    """Found while the fuzzers were written: each name was held against all others, in two places."""
    fields = {str(number): 1 for number in range(100_000)}
    assert decode(json.dumps(fields).encode(), "x") == fields
    with pytest.raises(TellersError, match="stands twice"):
        decode(json.dumps(fields).encode().replace(b'"99999"', b'"99998"'), "x")
    credentials = dict.fromkeys(fields, "SaaoY-Qw4mgr-2SMvR-SkMYpo")
    assert len(decode_private_credentials(json.dumps(credentials).encode(), "x")) == len(credentials)

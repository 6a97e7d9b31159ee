"""`tellers election init` refuses an election whose result would tell how single voters voted, until it is named."""

import json
from pathlib import Path

import pytest
from tests.interop.people import TEMPLATE, Failed, Person

GROUP = ("--group", "Ed25519")
UUID = "ForgerForger12"
RANKED = {"type": "NonHomomorphic", "value": {"answers": list("ABCDEF"), "question": "Leader?"}}


def set_up(folder: Path, template: str, voters: str) -> tuple[Person, str]:
    """Everything up to `init`, and what make-election said."""
    me = Person(folder, None)
    me.write("voters.txt", voters)
    me.step("generate-credentials", "--uuid", UUID, *GROUP, "--file", "voters.txt")
    me.write("public_creds.json", me.only("*.pubcreds").read_bytes())
    me.step("generate-trustee-key", *GROUP)
    me.write("public_keys.jsons", me.only("*.pubkey").read_bytes())
    me.step("make-trustees")
    me.write("template.json", template)
    me.step("make-election", "--uuid", UUID, *GROUP, "--template", "template.json")
    return me, UUID


def names(count: int, weight: str = "") -> str:
    return "".join(f"v{place}@x.org,v{place}{weight}\n" for place in range(count))


def test_a_small_ranked_contest_is_refused_with_the_alternative(tmp_path: Path) -> None:
    template = json.dumps({"description": "D", "name": "Leader", "questions": [RANKED]})
    me, uuid = set_up(tmp_path, template, names(229))
    with pytest.raises(Failed, match=r"1,957 different votes for 229 voters.*exhaustive rounds.*ranked-patterns"):
        me.step("init")
    with pytest.raises(Failed, match="ranked-patterns"):
        me.step("init", "--despite", "weights")
    assert not list(tmp_path.glob("*.bel"))
    me.step("init", "--despite", "ranked-patterns")
    assert (tmp_path / f"{uuid}.bel").exists()


def test_weights_that_take_a_tally_apart_are_refused(tmp_path: Path) -> None:
    me, _ = set_up(tmp_path, TEMPLATE, names(20, ",1") + "block@x.org,block,50\n")
    with pytest.raises(Failed, match=r"1 of the voters have the weight 50.*--despite weights"):
        me.step("init")
    me.step("init", "--despite", "weights")


def test_few_voters_are_no_reason_to_refuse_what_is_done_by_steps(tmp_path: Path) -> None:
    me, uuid = set_up(tmp_path, TEMPLATE, names(3))
    me.step("init")
    assert (tmp_path / f"{uuid}.bel").exists()

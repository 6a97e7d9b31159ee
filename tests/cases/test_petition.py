"""Petitions as acts of a case. The truth of each refusal is the clause it names, in tests/cases/club.toml."""

import json
import re
from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.journeys.commands import tellers

from tellers.proceedings.guards import BY


@pytest.fixture
def recall(tmp_path: Path) -> Club:
    """A public petition, opened on 1 March, signed by Ann and Cy."""
    club = Club.open(tmp_path, "recall")
    text = ("--text", "That a vote be held.", "--target", "Bela")
    club.act("petition open", "03-01T10:00", "--procedure", "recall", *text)
    for member in ("Ann", "Cy"):
        club.act("petition sign", "03-02T10:00", "--member", member)
    return club


@pytest.fixture
def inquiry(tmp_path: Path) -> Club:
    """A petition whose signers are not public, signed by Ann and Cy."""
    club = Club.open(tmp_path, "inquiry")
    club.act("petition open", "03-01T10:00", "--procedure", "inquiry", "--text", "That it be looked into.")
    for member in ("Ann", "Cy"):
        club.act("petition sign", "03-02T10:00", "--member", member)
    return club


def test_a_petition_is_triggered_with_its_numbers_base_and_clause(recall: Club) -> None:
    recall.act("petition sign", "03-03T10:00", "--member", "#M4")
    closing = recall.act("petition close", "03-04T10:00")
    assert (closing["signatures"], closing["sizes"], closing["found"]["outcome"]) == (3, {"members": 8}, "triggered")
    share, juniors = closing["found"]["thresholds"]
    assert (share["needed"], share["base"], share["base_size"], share["clause"]) == (3, "entitled", 8, "4")
    (effect,) = closing["found"]["effects"]
    assert (effect["text"], effect["binding"], effect["clause"]) == ("A vote is held.", True, "4")
    assert (juniors["count"], juniors["count_size"]) == ("signatures from juniors", 1)
    assert recall.shown["proceedings"][0]["outcome"] == "triggered"
    assert "Everything holds: the petition recall-1 is closed." in recall.holds()


def test_a_petition_that_falls_short_is_closed_after_its_last_day(recall: Club) -> None:
    assert recall.refused("petition close", "03-11T23:00") == (
        "it has not reached its number, and signatures may be given until 2024-03-11 (clause 4)"
    )
    assert recall.act("petition close", "03-12T00:00")["found"]["outcome"] == "not-triggered"
    assert "Everything holds" in recall.holds()


@pytest.mark.parametrize(
    ("member", "at", "said"),
    [
        ("Ann", "03-02T11:00", "Ann has signed; each member signs once (clause 4)"),
        (" ANN ", "03-02T11:00", "Ann has signed; each member signs once (clause 4)"),
        ("#M1", "03-02T11:00", "Ann has signed; each member signs once (clause 4)"),
        ("Ida", "03-02T11:00", f"Ida: not a member of 'members' on 2024-03-02; {BY} (--member) (clause 4)"),
        ("Dee", "03-12T00:00", "it is 2024-03-12T00:00:00+00:00; the last day was 2024-03-11 (clause 4)"),
    ],
)
def test_a_signature_is_refused_with_the_clause(recall: Club, member: str, at: str, said: str) -> None:
    assert recall.refused("petition sign", at, "--member", member) == said


def test_a_signature_on_the_last_day_counts(recall: Club) -> None:
    assert recall.act("petition sign", "03-11T23:59", "--member", "Dee")["signer"] == "Dee"


def test_a_signature_is_taken_back_and_may_be_given_again(recall: Club) -> None:
    recall.act("petition unsign", "03-03T10:00", "--member", "Cy")
    assert "there is no signature to take back" in recall.refused("petition unsign", "03-03T10:00", "--member", "Dee")
    recall.act("petition sign", "03-03T11:00", "--member", "Cy")
    recall.act("petition sign", "03-03T11:00", "--member", "Dee")
    closing = recall.act("petition close", "03-03T12:00")
    assert (closing["signatures"], closing["withdrawn"]) == (3, 1)
    assert "Everything holds" in recall.holds()


def test_signers_who_are_not_public_stand_by_pseudonyms_and_once_all_the_same(inquiry: Club) -> None:
    public = b"".join(path.read_bytes() for path in inquiry.folder.public_files)
    words = set(re.findall(rb"[A-Za-z0-9+/=]+", public))  # whole words: a key in Base64 may hold "M1" by chance
    assert not words & {b"Ann", b"M1", b"M3"}
    assert inquiry.refused("petition sign", "03-02T11:00", "--member", "Ann").endswith("signs once (clause 5)")
    key = json.loads(inquiry.folder.signers_key("inquiry-1").read_bytes())
    assert sorted(pair["member"] for pair in key["pairs"]) == ["M1", "M3"]
    assert oct(inquiry.folder.signers_key("inquiry-1").stat().st_mode & 0o777) == "0o600"
    assert [one["signer"] for one in (m["facts"] for m in inquiry.minutes) if "signer" in one] == [
        pair["pseudonym"] for pair in sorted(key["pairs"], key=lambda pair: pair["member"])
    ]
    assert "All holds so far" in inquiry.holds()


def test_a_signature_that_cannot_be_taken_back_stays(inquiry: Club) -> None:
    said = inquiry.refused("petition unsign", "03-03T10:00", "--member", "Ann")
    assert said == "a signature cannot be taken back (clause 5)"


@pytest.mark.parametrize(("resigns", "ending"), [((), "withdrawn"), (("--target-resigns",), "target-resigns")])
def test_a_petition_may_end_without_a_finding(recall: Club, resigns: tuple[str, ...], ending: str) -> None:
    ended = recall.act("petition end", "03-03T10:00", "--reason", "It is settled.", *resigns)
    assert ended["ending"] == ending
    assert recall.refused("petition sign", "03-03T11:00", "--member", "Dee") == (
        "'petition sign' is not possible: the petition recall-1 is ended without a finding; nothing can follow"
    )
    assert "Everything holds" in recall.holds()


def test_a_case_has_several_petitions_each_by_its_id(recall: Club) -> None:
    words = ("--procedure", "recall", "--text", "Once more.")
    assert recall.act("petition open", "03-02T12:00", *words)["proceeding"] == "recall-2"
    assert recall.refused("petition sign", "03-02T12:00", "--member", "Dee") == (
        "say which petition is meant (--id); the case has: recall-1, recall-2"
    )
    assert recall.act("petition sign", "03-02T12:00", "--member", "Ann", "--id", "recall-2")["signer"] == "Ann"
    assert "give another id" in recall.refused("petition open", "03-02T12:00", *words, "--id", "recall-2")
    assert "has no petition 'recall-9'" in recall.refused("petition close", "03-02T12:00", "--id", "recall-9")


def test_a_petition_is_opened_by_a_petition_of_the_rule_book(recall: Club) -> None:
    said = recall.refused("petition open", "03-02T12:00", "--procedure", "challenge", "--text", "x")
    assert said == "the procedure 'challenge' is a nomination; expected a petition (--procedure)"


def test_a_case_of_a_petition_has_no_motion(recall: Club) -> None:
    words = ("--text", "x", "--mover", "Ann", "--holder", "Bela")
    assert recall.refused("propose", "03-02T12:00", *words) == (
        "this case was opened for 'Petition for a vote on the captain', a petition; open a case for a motion "
        "(tellers case new)"
    )


def test_show_says_where_each_proceeding_stands(recall: Club) -> None:
    said = tellers("case", "show", recall.root)
    assert "The petition recall-1 (recall): open for signatures." in said
    acts = ", ".join(f"tellers case petition {act}" for act in ("sign", "unsign", "close", "end"))
    assert f"what can follow: {acts}\n" in said


def test_what_an_earlier_proceeding_of_the_case_forbids_holds_for_a_later_one(tmp_path: Path) -> None:
    rules, text = tmp_path / "rules.toml", RULES.read_text()
    bars = 'does = "immunity"\nprocedure = "recall"\nfor_months = 12\n'
    rules.write_text(text.replace('text    = "No vote is held."\n', f'text    = "No vote is held."\n{bars}'))
    club = Club.open(tmp_path, "recall", rules)
    words = ("--procedure", "recall", "--text", "That a vote be held.", "--target", "Bela")
    club.act("petition open", "03-01T10:00", *words)
    assert club.act("petition close", "03-12T10:00")["found"]["outcome"] == "not-triggered"
    club.act("petition open", "03-13T10:00", *words)
    for member in ("Ann", "Cy", "Dee"):
        club.act("petition sign", "03-13T11:00", "--member", member)
    found = club.act("petition close", "03-24T10:00")["found"]
    assert found["thresholds"][0]["met"] is True
    assert found["outcome"] == "not-triggered"
    assert "Everything holds" in club.holds()


def test_a_signature_that_a_crash_left_unsigned_is_made_up_by_the_next_act(recall: Club) -> None:
    checkpoint = recall.folder.checkpoint.read_bytes()
    recall.act("petition sign", "03-03T10:00", "--member", "Dee")
    recall.folder.checkpoint.write_bytes(checkpoint)
    assert recall.fails.startswith("checkpoint: minutes.checkpoint")
    said = recall.refused("petition sign", "03-03T10:01", "--member", "Dee")
    assert said == "minute 4 says exactly this already; it is done"
    assert "All holds so far" in recall.holds()


def test_a_forged_signature_that_no_checkpoint_covers_is_not_signed_by_the_next_act(recall: Club) -> None:
    checkpoint = recall.folder.checkpoint.read_bytes()
    recall.act("petition sign", "03-03T10:00", "--member", "Dee")
    recall.forge(4, signer="Ann")
    recall.folder.checkpoint.write_bytes(checkpoint)
    said = recall.refused("petition sign", "03-03T11:00", "--member", "Eve")
    assert said.startswith("minute 4 (petition.sign): no checkpoint covers it, and it does not hold: Ann has signed")


def test_what_comes_next_is_said_once_all_is_at_its_end(recall: Club) -> None:
    recall.act("petition end", "03-03T10:00", "--reason", "It is settled.")
    assert "Next: nothing; all that was begun is at its end" in tellers("case", "show", recall.root)

"""What petitions and nominations can say, and each mistake by its line; the rules are invented."""

import pytest
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.errors import RuleBookError
from tellers.rulebook.nominations import Incumbent, Nomination, When
from tellers.rulebook.petitions import Petition

COUNTS = """
[[count.parties]]
name   = "local parties of the supporters"
given  = "candidate"
clause = "all"
[[body.unions]]
name    = "Unions"
members = { kind = ["union"] }
clause  = "all"
"""
BODY = 'body = "members"\noffice = "chair"\n'


def petition(keys: str) -> Petition:
    return small(more=COUNTS + procedure("petition", BODY + keys)).petition("p", on=DAY)


def nomination(keys: str) -> Nomination:
    return small(more=COUNTS + procedure("nomination", BODY + keys)).nomination("p", on=DAY)


def test_a_petition_is_read_and_its_silences_are_said() -> None:
    read = petition('threshold = "signatures >= 15% of entitled"\nto = "chair"\nopens = ["motion"]')
    assert (str(read.threshold.value), read.to, read.opens) == ("signatures >= 15% of entitled", "chair", ("motion",))
    assert (read.public.value, read.withdrawable.value) == (False, True)
    assert read.public.grounds.left_out
    assert petition('threshold = "signatures >= 3"\nto = "unions"\npublic = true').public.value


def test_nominations_can_need_several_bodies_and_counts() -> None:
    text = (
        "nominations >= 5 and (nominations from unions >= 2 or parties >= 3) "
        "and weight from unions >= 5% of weight of unions"
    )
    read = nomination(f'when = "vacancy"\nthreshold = "{text}"\nconsent = true\neach = 1')
    assert str(read.threshold.value) == text
    assert (read.when, read.consent.value, read.each.value) == (When.VACANCY, True, 1)


def test_the_silences_of_a_nomination_are_said() -> None:
    read = nomination('threshold = "nominations >= 3"')
    assert (read.when, read.incumbent.value, read.consent.value) == (When.EITHER, Incumbent.SAME, False)
    assert (read.each.value, read.public.value) == (None, False)
    for rule in (read.incumbent, read.consent, read.each, read.public):
        assert rule.grounds.left_out


@pytest.mark.parametrize(
    ("kind", "keys", "at", "says"),
    [
        ("petition", "", "[[procedure.p]]", "has no `threshold`"),
        ("petition", 'threshold = "for > 3"', "threshold", "`for` .* does not count here"),
        ("petition", 'threshold = "entitled > 3"', "threshold", "without a look at `signatures`, `weight`"),
        ("petition", 'threshold = "parties > 3"', "threshold", "`parties` is not a known quantity"),
        ("petition", 'threshold = "signatures > 3"\nto = "king"', "to =", "there is no office or body `king`"),
        ("petition", 'threshold = "signatures > 3"\ntie = "lost"', "tie", "`tie` is not known"),
        ("nomination", "", "[[procedure.p]]", "has no `threshold`"),
        (
            "nomination",
            'threshold = "nominations > 3"\nwhen = "always"',
            "when",
            "expected one of challenge, either, vacancy",
        ),
        ("nomination", 'threshold = "votes > 3"', "threshold", "does not count here"),
        ("nomination", 'threshold = "nominations >= 1/5 of seats"', "threshold", "`members` has none"),
        ("nomination", 'threshold = "nominations > 3"\neach = 0', "each", "expected a whole number from 1"),
        (
            "nomination",
            'threshold = "nominations > 3"\nwhen = "vacancy"\nincumbent = "exempt"',
            "incumbent",
            "a vacant office has no incumbent to exempt",
        ),
        ("challenge", 'threshold = "nominations > 3"', "kind", 'write kind = "nomination" and when = "challenge"'),
        ("vacancy", 'threshold = "nominations > 3"', "kind", 'write kind = "nomination" and when = "vacancy"'),
        ("recall", "", "kind", "a procedure of kind `recall` is not supported; expected one of"),
        ("petitoin", "", "kind", "did you mean `petition`"),
        ("election", "", "kind", '`election` is not a kind; write kind = "contest"'),
        ("resolution", "", "kind", 'write kind = "motion"'),
        ("sortition", "", "kind", "a random choice of who decides is not supported; docs/limits.md"),
    ],
)
def test_each_mistake_is_named_with_its_line(kind: str, keys: str, at: str, says: str) -> None:
    refused(COUNTS + procedure(kind, BODY + keys), at, says)


@pytest.mark.parametrize(
    ("when", "outcome", "other"),
    [
        ("challenge", "triggered", "admitted"),
        ("vacancy", "admitted", "triggered"),
        ("either", "refused", "not-triggered"),
    ],
)
def test_a_challenge_is_triggered_and_else_a_candidate_is_admitted(when: str, outcome: str, other: str) -> None:
    keys = (
        f'threshold = "nominations > 3"\nwhen = "{when}"\n[[procedure.p.effect.OUTCOME]]\ntext = "x"\nbinding = true\n'
    )
    keys += 'clause = "all"\n'
    (branch,) = nomination(keys.replace("OUTCOME", outcome)).branches
    assert branch.on.value == outcome
    with pytest.raises(RuleBookError, match=f"`{other}` is not an outcome of this procedure"):
        nomination(keys.replace("OUTCOME", other))


def test_a_procedure_of_another_kind_is_refused_by_its_kind() -> None:
    book = small(more=COUNTS + procedure("petition", f'{BODY}threshold = "signatures > 3"'))
    with pytest.raises(RuleBookError, match="`p` is of kind petition; expected one of kind contest"):
        book.contest("p", on=DAY)
    with pytest.raises(RuleBookError, match="`motion` is of kind motion; expected one of kind nomination"):
        book.nomination("motion", on=DAY)

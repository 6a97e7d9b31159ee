"""Rule books that are wrong, one mistake each: the message names the line, what was found and what is expected.

The lines expected are those of the text itself, found by looking for the words that are wrong.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rulebook.samples import DAY, RULEBOOKS, SMALL, line_of, small

from tellers.canonical import sha256_hex
from tellers.errors import RuleBookError
from tellers.rulebook.basis import Form, Proposers
from tellers.rulebook.document import DEEPEST, LARGEST, LONGEST_LINE
from tellers.rulebook.motions import HolderRights, TieRule
from tellers.rulebook.parsing import MOST_CHANGES, decode, parse

MAJORITY = 'threshold = "for > 1/2 of valid"'
MORE_CLAUSE = '\n[[clause.other]]\nnumber = "2"\n'
READING = '\n[[reading.r]]\nclause = "all"\nquestion = "Which?"\n[reading.r.choices]\none = "One."\ntwo = "Two."\n'
RULING = '\n[[ruling]]\nreading = "r"\nchoice = "one"\nauthority = "Chair"\non = 2016-01-01\nsource = "Letter"\n'


def refusal(old: str = "", new: str = "", *, more: str = "") -> RuleBookError:
    with pytest.raises(RuleBookError) as refused:
        small(old, new, more=more)
    return refused.value


def test_the_small_book_itself_can_be_read() -> None:
    motion = small().motion("motion", on=DAY)
    assert (motion.title, motion.body, motion.office) == ("A motion", "members", "chair")
    assert (motion.grounds.clause, motion.threshold.grounds.clause) == ("1", "1")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("format       = 1", "format = 2", "expected format = 1"),
        ("format       = 1", "format = true", "`format` is true or false; expected a whole number"),
        ('organisation = "A club"', 'organisation = ""', "`organisation` must hold text that is not empty"),
        ('organisation = "A club"', 'organisation = "A\\u001b[2Jclub"', "holds U\\+001B, a character"),
        ('organisation = "A club"', 'organisation = "A\\u202eclub"', "holds U\\+202E, a character"),
        ('members = "all"', 'members = { paid = ["yes"], Paid = ["no"] }', "names a column twice"),
        ('organisation = "A club"', 'organization = "A club"\norganisation = "A club"', "did you mean `organisation`"),
        ('"Europe/London"', '"Europe/Lundon"', "`Europe/Lundon` is not a time zone"),
        ('"Europe/London"', '"../../etc/passwd"', "is not a time zone"),
        ('"Europe/London"', '"Europe"', "`Europe` is not a time zone"),
        ("since        = 2010-01-01", 'since = "2010-01-01"', "`since` is not a date; expected one without quotes"),
        ("since        = 2010-01-01", "since = 2010-01-01T00:00:00Z", "`since` is not a date"),
        ("since        = 2010-01-01", "since = 2010-01-01\nuntil = 2009-01-01", "`until` 2009-01-01 is before"),
        ('number = "1"', "number = 1", "`number` is a whole number; expected text"),
        ('number = "1"', 'number = "1"\nvalue = 1', "`value` is not known in clause.all"),
        ('number = "1"', 'number = "1"\nsince = 2009-12-31', "before the book itself begins"),
        ("[[clause.all]]", "[[clause.All]]", "cannot be an id"),
        ('members = "all"', 'members = "some"', '`members` in words can only be "all"'),
        ('members = "all"', "members = {}", "`members` is empty"),
        ('members = "all"', "members = { paid = [] }", "must hold at least one text"),
        ('members = "all"', 'members = { paid = ["yes", "yes"] }', "none twice"),
        ('members = "all"', 'members = { paid = "yes" }', "`paid` is text; expected a list"),
        ('members = "all"', "members = { paid = [true] }", "must hold text"),
        ('members = "all"', 'union = ["members"]', "the union goes round in a circle: members → members"),
        ('members = "all"', 'union = ["others"]', "there is no body `others`; expected one of members"),
        ('filled_by = "election"', 'filled_by = "election"\nex_officio = ["chair"]', "no other office `chair`"),
        ('kind      = "motion"', 'kind = "recall"', "a procedure of kind `recall` is not supported"),
        ('kind      = "motion"', 'kind = "Motion"', "did you mean `motion`"),
        ('body      = "members"', 'body = "member"', "there is no body `member`.*did you mean `members`"),
        ('office    = "chair"', 'office = "chairman"', "there is no office `chairman`.*did you mean `chair`"),
        (MAJORITY, 'threshold = "for > half of valid"', "`half` is no number that is known"),
        (MAJORITY, 'threshold = "papers > 1/2 of valid"', "can be met without a look at `for`, `against`"),
        (
            MAJORITY,
            'threshold = "for > 1/2 of votes"',
            r"`votes` \(votes of the candidate in question\) does not count",
        ),
        (MAJORITY, 'threshold = "for > 1/2 of seats"', "`seats` is the fixed size of a body, and `members` has none"),
        (MAJORITY, "threshold = 0.5", "`threshold` is a date or a number with a point; expected text"),
        (MAJORITY, 'threshold = { rule = "for > 1/2 of valid", clause = "maj" }', "there is no clause `maj`"),
        (MAJORITY, 'threshold = { role = "for > 1/2 of valid" }', "has no `rule`"),
        (MAJORITY, 'threshold = { rule = "for > 1/2 of valid", why = "so" }', "`why` is not known"),
        (MAJORITY, MAJORITY + '\nthreshhold = "for > 1/2 of valid"', "did you mean `threshold`"),
        (MAJORITY, MAJORITY + '\nquorum = "winner > 1/2 of valid"', "`winner` .* does not count here"),
        (MAJORITY, MAJORITY + '\nquorum = "nobody"', "`nobody` is not a known quantity"),
        (MAJORITY, MAJORITY + '\ntie = "drawn"', "`drawn`; expected one of again, carried, casting-vote, lost, lot"),
        ('"for > 1/2 of valid"', '"for >= 2/3 of valid"\ntie = "carried"', "equal votes cannot carry"),
        ('"for > 1/2 of valid"', '"for > 1/2 of entitled"\ntie = "carried"', "equal votes cannot carry"),
        (MAJORITY, MAJORITY + '\nsecret = false\nforms = ["sealed"]', "an open vote, which has no sealed papers"),
        (MAJORITY, MAJORITY + '\ntie = "casting-vote"', "a casting vote is somebody's; write casting ="),
        (MAJORITY, MAJORITY + '\ncasting = "chair"', "and the tie rule is `lost`; write tie ="),
        (MAJORITY, MAJORITY + '\nforms = ["post"]', "`post` is not a form of ballot; expected one of paper, sealed"),
        (MAJORITY, MAJORITY + "\nforms = []", "must hold at least one"),
        (MAJORITY, MAJORITY + "\nnotice_days = -1", "expected a whole number from 0"),
        (MAJORITY, MAJORITY + "\nminimum_cell = 0", "expected a whole number from 1"),
        (MAJORITY, MAJORITY + '\npropose = { body = "mps" }', "there is no body `mps`"),
        (MAJORITY, MAJORITY + '\npropose = { body = "members", number = 0 }', "expected a whole number from 1"),
        (MAJORITY, MAJORITY + "\nholder = { notice = false, statement = true }", "cannot attach a statement"),
        (MAJORITY, MAJORITY + "\nholder = { notice = true }", "has no `statement`"),
        (MAJORITY, MAJORITY + '\nfollows = ["motions"]', "no procedure `motions` on the days .*did you mean `motion`"),
        ("effect.carried", "effect.carreid", "did you mean `carried`"),
        ("effect.carried", "effect.triggered", "`triggered` is not an outcome of this procedure"),
        ("[[procedure.motion.effect.carried]]", "[procedure.motion.effect.carried]", "expected a list"),
        ("binding = true", 'binding = "yes"', "`binding` is text; expected true or false"),
        ("binding = true", "", "has no `binding`; write, for example, binding = true"),
        ("binding = true", "binding = true\ndue = 3", "`due` is not known"),
        ("binding = true", 'binding = true\noffice = "king"', "there is no office `king`"),
    ],
)
def test_each_mistake_is_named_with_its_line(old: str, new: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says) as refused:
        small(old, new)
    assert refused.value.source == "club.toml"
    begins = line_of(SMALL, old)
    assert refused.value.line is not None
    assert begins - 9 <= refused.value.line <= begins + 2


@pytest.mark.parametrize(
    ("old", "new", "line_words"),
    [
        ('organisation = "A club"\n', "", "format       = 1"),
        ('body      = "members"', 'body = "member"', 'body = "member"'),
        ("binding = true", "binding = 1", "binding = 1"),
        (MAJORITY, MAJORITY + '\ntie = { rule = "drawn" }', "tie = {"),
        (MAJORITY, MAJORITY + "\n\n[procedure.motion.tie]\nrule = 'drawn'", "rule = 'drawn'"),
        ('clause  = "all"\n\n[[office', "\n[[office", "[[body.members]]"),
    ],
)
def test_the_line_is_the_very_line(old: str, new: str, line_words: str) -> None:
    assert refusal(old, new).line == line_of(SMALL.replace(old, new, 1), line_words)


def test_a_rule_without_clause_or_assumption_is_refused() -> None:
    assert "body.members rests on nothing; write clause" in str(
        refusal('members = "all"\nclause  = "all"', 'members = "all"')
    )
    assert "effect.carried rests on nothing" in str(refusal('binding = true\nclause  = "all"', "binding = true"))
    assert "`minimum_cell` rests on nothing" in str(refusal("[[clause.all]]", "minimum_cell = 3\n[[clause.all]]"))
    assert "rests on nothing" in str(refusal("[[clause.all]]", "minimum_cell = { rule = 3 }\n[[clause.all]]"))


def test_a_rule_with_both_is_refused() -> None:
    assert "not both" in str(refusal('members = "all"', 'members = "all"\nassumed = "so it is"'))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("\n[[rulings]]\n", "did you mean `ruling`"),
        ("\n[reading.r]\nclause = 'all'\n", "`r` is a table; expected a list"),
        (READING.replace('"all"', '"al"'), "there is no clause `al`; .*did you mean `all`"),
        (READING.replace('two = "Two."\n', ""), "a reading needs at least two choices"),
        (READING + READING.replace("[reading.r.c", "[reading.r.c"), "is stated twice"),
        (READING + RULING.replace('"r"', '"s"'), "there is no reading `s`"),
        (READING + RULING.replace('"one"', '"three"'), "`three` is not a choice of the reading `r`"),
        (READING + RULING.replace('choice = "one"\n', ""), "has no `choice`"),
        (READING + RULING.replace("2016-01-01", "2016"), "`on` is not a date"),
        (READING + RULING + 'by = "me"\n', "`by` is not known in ruling"),
        ('\n[[office.king]]\ntitle = "King"\nfilled_by = "birth"\n', "office.king rests on nothing"),
        ('\n[[body.b]]\nname = "B"\nclause = "all"\n', "a body has either members"),
        (
            '\n[[body.b]]\nname = "B"\nclause = "all"\nmembers = "all"\nunion = ["members"]\n',
            "a body has either members",
        ),
        ("\n[[procedure.open]]\nkind = 'nomination'\ntitle = 'x'\nclause = 'all'\n", "has no `body`"),
        ("\n[[clause]]\n", "not TOML"),
        ("\nformat = 1\n[[[", "not TOML"),
    ],
)
def test_each_mistake_further_down_is_named(more: str, says: str) -> None:
    with pytest.raises(RuleBookError, match=says) as refused:
        small(more=more)
    assert refused.value.line is not None
    assert refused.value.line > SMALL.count("\n") - 3


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "has no `format`"),
        (b"\xff", "line 1: this is not UTF-8"),
        (b"format = 1\n\n# caf\xe9", "line 3: this is not UTF-8"),
        (b"format = 1\nformat = 1", "line 2: not TOML: Cannot overwrite a value"),
        (b"format = 1\nx = ", "line 2: not TOML: Invalid value"),
        (b"format = 9999999999999999999", "expected a whole number from 0 to 1000000"),
        (b"a = " + b"[\n" * 5000, "not TOML|nested too deeply"),
        (b"a = " + b"[\n" * 5000 + b"]\n" * 5000, "nested too deeply"),
        (b"format = 1\nsince = 2016-02-30", "not TOML"),
        (b"\x00", "not TOML"),
        (b"#\n" * (LARGEST // 2 + 1), "over 400000 characters"),
        (b"\n" + b"#" * (LONGEST_LINE + 1), "line 2: this line is over 1000 characters"),
        (b"format = 1\n" + b"a." * DEEPEST + b"a = 1", "nested too deeply"),
        (b"[" + b"a." * DEEPEST + b"a]\nb = 1", "nested too deeply"),
        (b"a = " + b"[" * DEEPEST + b"1" + b"]" * DEEPEST, "nested too deeply"),
        (b"clause = 3\nformat = 1\nsince = 2016-01-01", "`clause` is a whole number; expected a table"),
        (b"[[clause]]\nx = 1", "has no `format`"),
        (b"format = 1\nsince = 2016-01-01\n[[clause]]\nx = 1", r"`\[\[clause\]\]` has no id; write \[\[clause.ID\]\]"),
        (b"format = 1\nsince = 2016-01-01\n[clause]\nx = [1]", "must be written as"),
        (b"format = one", 'not TOML: Invalid value; text stands in quotes, as in key = "words"'),
        (b"format = 1\nformat = 1", "line 2: not TOML: Cannot overwrite a value; the key stands twice"),
        (b"format = 1\nsince = 2016-02-30", "line 2: not TOML: Invalid date or datetime; there is no such day"),
    ],
)
def test_bytes_that_are_no_rule_book_are_refused(raw: bytes, says: str) -> None:
    with pytest.raises(RuleBookError, match=says):
        decode(raw, "club.toml")


def test_the_fingerprint_is_of_the_bytes_as_they_are() -> None:
    for raw in (SMALL.encode(), SMALL.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + SMALL.encode()):
        assert decode(raw, "club.toml").fingerprint == sha256_hex(raw)


def test_what_a_motion_leaves_out_is_filled_in_and_said() -> None:
    motion = small(MAJORITY, "").motion("motion", on=DAY)
    filled = {
        "propose": Proposers("members", 1),
        "notice_days": 0,
        "holder": HolderRights(notice=True, statement=True),
        "secret": True,
        "forms": (Form.SEALED, Form.PAPER),
        "quorum": None,
        "tie": TieRule.LOST,
        "statutory": False,
        "minimum_cell": 10,
    }
    for key, value in filled.items():
        rule = getattr(motion, key)
        assert rule.value == value
        assert rule.grounds.left_out
        assert rule.grounds.assumed
    assert str(motion.threshold.value) == "for > 1/2 of valid"
    assert motion.threshold.grounds.left_out


def test_a_motion_about_no_office_has_no_holder() -> None:
    motion = small('office    = "chair"\n').motion("motion", on=DAY)
    assert motion.office is None
    assert motion.holder.value == HolderRights(notice=False, statement=False)
    with pytest.raises(RuleBookError, match="`holder` needs an `office`"):
        small('office    = "chair"', "holder = { notice = true, statement = true }")


def test_a_union_takes_the_predicates_of_its_parts_and_theirs() -> None:
    more = (
        "\n[[body.a]]\nname = 'A'\nclause = 'all'\nmembers = { house = ['a'] }\n"
        "\n[[body.b]]\nname = 'B'\nclause = 'all'\nunion = ['a', 'c']\n"
        "\n[[body.c]]\nname = 'C'\nclause = 'all'\nmembers = { house = ['c'] }\n"
        "\n[[body.d]]\nname = 'D'\nclause = 'all'\nunion = ['b', 'a']\n"
    )
    body = small(more=more).body("d", on=DAY)
    assert body.parts == ("b", "a")
    assert [str(predicate) for predicate in body.predicates] == ["house is a", "house is c"]


def test_unions_of_unions_are_read_once_each_and_not_without_end() -> None:
    # Without a memory of what was read, 4 bodies in each of 18 layers, each of all in the next, take 4^18 readings.
    layers = "".join(
        f"\n[[body.b{layer}-{n}]]\nname = 'B'\nclause = 'all'\n"
        + (f"union = ['b{layer + 1}-0', 'b{layer + 1}-1', 'b{layer + 1}-2', 'b{layer + 1}-3']\n" if layer < 18 else "")
        + (f"members = {{ n = ['{n}'] }}\n" if layer == 18 else "")
        for layer in range(19)
        for n in range(4)
    )
    assert len(small(more=layers).body("b0-0", on=DAY).predicates) == 4
    deeper = [f"\n[[body.c{n}]]\nname = 'C'\nclause = 'all'\nunion = ['c{n + 1}']\n" for n in range(30)]
    last = "\n[[body.c30]]\nname = 'C'\nclause = 'all'\nmembers = 'all'\n"
    assert "union within union 20 times over" in str(refusal(more="".join(deeper) + last))


def test_a_book_that_changes_more_often_than_any_book_does_is_refused() -> None:
    days = (date(2011, 1, 1) + timedelta(days=number) for number in range(MOST_CHANGES))
    more = "".join(f"\n[[clause.a]]\nnumber = 'x'\nsince = {day}" for day in days)
    assert "changes on 201 days; expected at most 200" in str(refusal(more=more))


def test_unions_that_go_round_are_refused() -> None:
    more = (
        "\n[[body.a]]\nname = 'A'\nclause = 'all'\nunion = ['b']\n"
        "\n[[body.b]]\nname = 'B'\nclause = 'all'\nunion = ['a']\n"
    )
    assert "a → b → a" in str(refusal(more=more))


def line_refused(text: str) -> int:
    """The line of the mistake; 0 where there is none, or none that has a line."""
    try:
        parse(text, "damaged")
    except RuleBookError as refused:
        return refused.line or 0
    return 0


BOOKS = [(RULEBOOKS / name / "book.toml").read_text(encoding="utf-8") for name in ("example-society", "python")]


@settings(deadline=None)
@given(
    st.sampled_from(BOOKS),
    st.integers(0, 10**6),
    st.integers(1, 40),
    st.sampled_from(["", "x", '"', "[", "{", "\n", "=", "#"]),
)
def test_a_damaged_book_is_read_or_refused_and_never_anything_else(
    book: str, at: int, length: int, instead: str
) -> None:
    at %= len(book)
    damaged = book[:at] + instead + book[at + length :]
    assert 0 <= line_refused(damaged) <= damaged.count("\n") + 1

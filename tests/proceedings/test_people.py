"""One person a task: names are compared as a reader takes them. The truth is docs/threats.md, 1 and 12."""

import pytest
from tests.proceedings.samples import FACTS_OF, NOTICE, motion_of
from tests.reports.samples import HASH

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings.motion import Act
from tellers.proceedings.people import check_officers, check_teller, check_watchers, named_twice

BEFORE = (Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE, Act.OPEN, Act.CLOSE)


def test_the_name_that_stands_twice_is_told() -> None:
    assert named_twice(("Ann", "Ben")) is None
    assert named_twice(("Ann", "Ben", " ANN")) == " ANN"
    assert named_twice(()) is None


@pytest.mark.parametrize("name", ["tess", " Tess ", "TESS", "T\u200bess", "\uff34ess"])
def test_one_person_is_not_both_tellers_however_the_name_is_written(name: str) -> None:
    first = motion_of(*BEFORE, Act.ENTER_PAPER)
    check_teller(first, "Tim")
    with pytest.raises(Refused, match="Tess has counted; the second count is another teller's"):
        check_teller(first, name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" secretary", "is the secretary, who keeps both counts"),
        ("ADA", "is an agent, who watches"),
        ("hal", "the motion is about hal"),
    ],
)
def test_the_secretary_the_holder_and_the_agents_do_not_count(name: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        check_teller(motion_of(*BEFORE), name)


def test_watchers_are_not_the_secretary_and_the_scrutineer_is_no_agent() -> None:
    check_watchers(NOTICE, "Secretary")
    for secretary, scrutineer in (("ADA", None), ("S. Clerk", "s.  clerk"), ("S. Clerk", "ada")):
        notice = facts.Notice(NOTICE.to, NOTICE.opens, NOTICE.closes, NOTICE.key, NOTICE.agents, scrutineer, None)
        with pytest.raises(Refused):
            check_watchers(notice, secretary)


def test_the_registrar_is_nobody_who_could_use_a_credential_or_hide_its_use() -> None:
    before = motion_of(*BEFORE[:4])
    check_officers(before, "Rea", ("Tea", "Tom"))
    for registrar, said in (("secretary", "is the secretary"), ("TOM", "is a trustee"), ("ada", "is an agent")):
        with pytest.raises(Refused, match=rf"{registrar} {said}; the registrar knows every credential"):
            check_officers(before, registrar, ("Tea", "Tom"))


def test_an_agents_later_word_replaces_the_earlier() -> None:
    dissent = facts.Attendance("Ada", signs=False, reason="I saw no papers.")
    motion = motion_of(*BEFORE, Act.ATTEND)
    again = motion_of(*BEFORE, Act.ATTEND, attend=dissent)
    assert motion.last_words == (FACTS_OF[Act.ATTEND],)
    both = type(motion)(motion.state, (*motion.entries, again.entries[-1]))
    assert both.last_words == (dissent,)
    assert both.every(facts.Attendance) == (FACTS_OF[Act.ATTEND], dissent)
    assert motion_of(*BEFORE, Act.ENTER_PAPER, enter_paper=facts.PaperEntry("Tess", HASH)).last_words == ()

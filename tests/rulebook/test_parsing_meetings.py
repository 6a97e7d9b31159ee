"""What meetings, appointments and rulings can say, and each mistake by its line; the rules are invented."""

import pytest
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.rulebook.basis import Proposers
from tellers.rulebook.motions import TieRule

AROUND = """
[[office.treasurer]]
title     = "Treasurer"
filled_by = "appointment"
clause    = "all"
[[body.court]]
name   = "Court"
seats  = 5
clause = "all"
[[reading.r]]
clause   = "all"
question = "Which?"
choices  = { one = "One.", two = "Two." }
"""


def test_a_meeting_is_read() -> None:
    keys = 'body = "members"\ncalled_by = { number = 10 }\nnotice_days = 7\n'
    keys += 'quorum = "present >= max(8, 1/10 of entitled)"'
    meeting = small(more=procedure("meeting", keys + '\nchair = "chair"')).meeting("p", on=DAY)
    assert meeting.called_by is not None
    assert meeting.called_by.value == Proposers("members", 10)
    assert (meeting.notice_days.value, meeting.chair) == (7, "chair")
    assert str(meeting.quorum.value) == "present >= max(8, 1/10 of entitled)"
    silent = small(more=procedure("meeting", 'body = "members"')).meeting("p", on=DAY)
    assert (silent.called_by, silent.notice_days.value, silent.quorum.value, silent.chair) == (None, 0, None, None)


def test_another_procedure_can_be_held_at_a_meeting() -> None:
    more = procedure("meeting", 'body = "members"', id_="agm") + procedure(
        "motion", 'body = "members"\nmeeting = "agm"'
    )
    assert small(more=more).motion("p", on=DAY).meeting == "agm"


def test_an_appointment_is_read() -> None:
    keys = 'posts = ["treasurer", "chair"]\nby = "chair"\nconsent = true'
    appointment = small(more=AROUND + procedure("appointment", keys)).appointment("p", on=DAY)
    assert (appointment.posts, appointment.by, appointment.body) == (("treasurer", "chair"), "chair", None)
    assert (appointment.dismiss.value, appointment.consent.value) == (True, True)
    assert appointment.dismiss.grounds.left_out


def test_a_ruling_of_a_body_is_voted_on_and_one_of_an_authority_is_not() -> None:
    keys = 'body = "court"\nreadings = ["r"]\nthreshold = "for > 1/2 of seats"\ntie = "lot"\nappeal_to = ["high"]'
    more = (
        AROUND
        + procedure("ruling", keys)
        + procedure("ruling", 'authority = "High Court"\nreadings = ["r"]', id_="high")
    )
    book = small(more=more)
    court, high = book.ruling("p", on=DAY), book.ruling("high", on=DAY)
    assert (court.body, court.readings, court.appeal_to, court.tie.value) == ("court", ("r",), ("high",), TieRule.LOT)
    assert (str(court.threshold.value), court.stays.value) == ("for > 1/2 of seats", True)
    assert (high.body, high.authority.value) == (None, "High Court")


@pytest.mark.parametrize(
    ("kind", "keys", "at", "says"),
    [
        ("meeting", "", "[[procedure.p]]", "has no `body`"),
        ("meeting", 'body = "members"\nquorum = "papers > 3"', "quorum", "does not count here"),
        ("meeting", 'body = "members"\nquorum = "entitled > 3"', "quorum", "without a look at `present`"),
        ("meeting", 'body = "members"\nchair = "king"', "chair =", "there is no office `king`"),
        ("meeting", 'body = "members"\nthreshold = "for > 3"', "threshold", "`threshold` is not known"),
        ("appointment", 'by = "chair"', "[[procedure.p]]", "has no `posts`"),
        ("appointment", 'posts = ["treasure"]\nby = "chair"', "posts", "did you mean `treasurer`"),
        ("appointment", 'posts = ["treasurer"]', "[[procedure.p]]", "has no `by`"),
        ("appointment", 'posts = ["treasurer"]\nby = "god"', "by =", "there is no office or body `god`"),
        ("ruling", 'readings = ["r"]', "[[procedure.p]]", "nobody rules; write body"),
        ("ruling", 'body = "court"', "[[procedure.p]]", "has no `readings`"),
        ("ruling", 'body = "court"\nreadings = ["s"]', "readings", "there is no reading `s`"),
        ("ruling", 'authority = "X"\nreadings = ["r"]\ntie = "lost"', "tie", "`tie` is of a vote"),
        ("ruling", 'authority = "X"\nreadings = ["r"]\nappeal_to = ["motion"]', "appeal_to", "kind ruling `motion`"),
        (
            "ruling",
            'body = "court"\nreadings = ["r"]\nthreshold = "present > 3"',
            "threshold",
            "without a look at `for`",
        ),
    ],
)
def test_each_mistake_is_named_with_its_line(kind: str, keys: str, at: str, says: str) -> None:
    refused(AROUND + procedure(kind, keys), at, says)

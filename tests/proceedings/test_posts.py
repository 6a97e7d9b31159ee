"""Who holds which post, folded. Its truth is the second fold in this file: a post a day, by hand, from scratch."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tellers.minutes.minute import Minute
from tellers.proceedings.appointment import Act, Appointment, State
from tellers.proceedings.life import lived

DAY = date(2024, 3, 1)
HANGS: dict[str, Any] = {"hangs_on": {"minutes": [], "readings": {}}, "proceeding": "officers-1"}


def told(*events: tuple[Act, dict[str, Any]]) -> Appointment:
    """A list of posts of these acts, in the order of the minutes."""
    life = Appointment(State.BLANK, id="officers-1")
    opening = {"procedure": "officers", "at": str(DAY), "holders": [{"post": "mate", "who": "Cy"}], "source": None}
    for number, (act, facts) in enumerate(((Act.OPEN, opening), *events)):
        at = "2024-06-01T10:00:00+01:00"
        parent = None if number == 0 else "00" * 32
        life = lived(life, Appointment.KIND, Minute(number, parent, at, "Sec", act.value, {**HANGS, **facts}), "it")
    return life


def happened(act: Act, who: str, at: str, post: str = "mate") -> tuple[Act, dict[str, Any]]:
    more: dict[str, Any] = {"by": "captain", "consents": None} if act is Act.APPOINT else {}
    return act, {"post": post, "who": who, "at": at, "source": None, **more}


def test_what_happened_counts_from_its_own_time_and_not_from_its_minute() -> None:
    life = told(happened(Act.APPOINT, "Dee", "2024-03-09"), happened(Act.RESIGN, "Cy", "2024-03-05"))
    assert life.moments == ("2024-03-05", "2024-03-09")
    assert life.posts(date(2024, 3, 4))["mate"].holders == ("Cy",)
    assert life.posts(date(2024, 3, 5))["mate"].holders == ()
    assert life.posts()["mate"].holders == ("Dee",)
    assert life.vacant([("mate", 1), ("treasurer", 1)], date(2024, 3, 9)) == ("treasurer",)


def test_within_a_day_what_has_no_time_comes_first_and_times_are_compared_as_instants() -> None:
    life = told(
        happened(Act.APPOINT, "Dee", "2024-03-05T09:30:00+00:00"),
        happened(Act.RESIGN, "Dee", "2024-03-05T11:00:00+01:00"),
        happened(Act.RESIGN, "Cy", "2024-03-05"),
    )
    assert life.moments == ("2024-03-05", "2024-03-05T09:30:00+00:00", "2024-03-05T11:00:00+01:00")
    assert life.posts()["mate"].holders == ()


def test_who_acts_fills_no_post_and_goes_when_it_is_filled() -> None:
    vacant = (happened(Act.RESIGN, "Cy", "2024-03-05"), happened(Act.ACT, "Eve", "2024-03-06"))
    assert told(*vacant).posts()["mate"].acting == "Eve"
    assert told(*vacant).vacant([("mate", 1)]) == ("mate",)
    filled = told(*vacant, happened(Act.APPOINT, "Dee", "2024-03-07")).posts()["mate"]
    assert (filled.holders, filled.acting) == (("Dee",), None)


@given(st.permutations(range(8)), st.integers(min_value=-1, max_value=10))
def test_the_order_in_which_events_are_entered_does_not_matter_where_their_times_differ(
    order: list[int], until: int
) -> None:
    acts = [(Act.RESIGN if day % 2 == 0 else Act.APPOINT, f"Holder {(day + 1) // 2}") for day in range(8)]
    acts[0] = (Act.RESIGN, "Cy")
    events = [happened(act, who, str(DAY + timedelta(days=day))) for day, (act, who) in enumerate(acts)]
    day = DAY + timedelta(days=until)
    found = told(*(events[place] for place in order)).posts(day)["mate"].holders
    by_hand = ["Cy"]
    for number, (act, who) in enumerate(acts):
        if number <= until:
            by_hand = [*by_hand, who] if act is Act.APPOINT else [name for name in by_hand if name != who]
    assert found == tuple(by_hand)

"""Whether an act may be done: its guards, asked alike when the act is entered and when the case is verified.

What only the keeper can see (the register, the tellers' hidden sheets) is asked for in `cases`.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from tellers.errors import Refused
from tellers.proceedings import facts, guards, guards_late
from tellers.proceedings.deciding import whole_bodies
from tellers.proceedings.declaration import governing_procedure
from tellers.proceedings.governing import stated
from tellers.proceedings.measuring import RollDay
from tellers.proceedings.motion import Motion, State
from tellers.proceedings.objecting import check_over, window_of_motion
from tellers.proceedings.people import check_officers, check_watchers
from tellers.proceedings.proposers import check_enough
from tellers.proceedings.runnable import check_can_run
from tellers.proceedings.texts import check_texts
from tellers.rulebook.book import RuleBook
from tellers.rulebook.motions import Motion as Procedure
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.petitions import Petition


def check_act(before: Motion, done: Struct, at: datetime, rulebook: RuleBook) -> None:
    """Refuse what was done to a motion as it stood before, by the rule book and by the minutes so far."""
    guards.check_year(at, "the act")
    check_texts(done)
    if isinstance(done, facts.Founding):
        _check_founding(done, rulebook, at)
        return
    procedure = governing_procedure(rulebook, before, default=at.date())
    if isinstance(done, facts.Proposal):
        check_can_run(procedure, rulebook.on(at.date()))
    _check_by_clause(before, done, at, procedure)
    _check_roll(before, done, at, procedure)
    _check_by_minutes(before, done)
    if isinstance(done, facts.DeclarationMade):
        check_over(window_of_motion(procedure.objections, before, ZoneInfo(rulebook.time_zone)), at)
    if isinstance(done, facts.Freeze):
        _check_bodies(done, procedure, rulebook)


def _check_by_clause(before: Motion, done: Struct, at: datetime, procedure: Procedure) -> None:
    match done:
        case facts.Proposal(movers=movers, of=of):
            guards.check_movers(procedure, movers, (), at.date())
            check_enough(procedure.propose, len(movers), of, "moved the motion")
        case facts.Notice():
            guards.check_notice(procedure, done, at)
            if done.statement is not None:
                guards.check_statement(procedure)
        case facts.Statement():
            guards.check_statement(procedure)
        case facts.Reissue():
            guards_late.check_reissue(before, done, at)
        case facts.Opening():
            guards.check_opening_time(before.the(facts.Notice), at)
            guards.check_forms(procedure, before.roll.sealed, before.roll.paper, frozen=True)
            guards.check_opening(before.roll, done)
        case facts.Closing():
            guards.check_close(before.the(facts.Notice), at)
        case facts.Tally():
            guards.check_ready_to_count(before)
        case facts.PaperCount():
            guards.check_withheld(done, procedure, beside_sealed=before.the(facts.Opening).sealed is not None)


def _check_roll(before: Motion, done: Struct, at: datetime, procedure: Procedure) -> None:
    match done:
        case facts.Freeze():
            roll_day(before, procedure, at.date()).check(date.fromisoformat(done.on))
            guards.check_freeze_time(before.the(facts.Notice), at)
            guards.check_forms(procedure, done.sealed, done.paper, frozen=False)
        case facts.Amendment():
            guards.check_amended_sizes(before.roll, done, procedure.body)
            guards_late.check_late(before, done, at)


def _check_by_minutes(before: Motion, done: Struct) -> None:
    match done:
        case facts.Notice():
            guards.check_addressed(before.the(facts.Proposal), before.the(facts.Founding), done)
            guards.check_agents(done.agents, done.key)
            check_watchers(done, before.the(facts.Founding).secretary)
        case facts.Opening(sealed=facts.SealedOpening() as sealed):
            check_officers(before, sealed.registrar, sealed.trustees)
            guards.check_camps(sealed)
            guards_late.check_credentials(before.roll, sealed)
        case facts.Closing() | facts.Tally():
            guards.check_counts_what_was_opened(before.the(facts.Opening), done)
        case facts.PaperEntry():
            guards.check_paper_entry(before, done)
        case facts.PaperCount():
            guards.check_paper_count(before, done)
        case facts.Attendance():
            _check_attendance(before, done)


def _check_attendance(before: Motion, done: facts.Attendance) -> None:
    """Refuse, besides what the guard refuses, to sign the count of a motion at its end.

    There an agent is only entered as not co-signing the minute book, with a reason.
    """
    notice = before.last(facts.Notice)
    if notice is None:
        raise Refused("no notice was given, so this vote has no agents")
    guards.check_attendance(notice, done)
    guards.check_counted(before, done.agent)
    if before.state not in (State.DECLARED, State.WITHDRAWN):
        return
    if done.signs:
        raise Refused(
            f"the motion is {before.state.value}: {done.agent} co-signs the minute book (`tellers minutes cosign`), "
            "or is entered as not co-signing, with the reason (`tellers case agent --dissents`)"
        )
    if done.agent not in {agent.name for agent in notice.agents if agent.key is not None}:
        raise Refused(f"{done.agent} has no key in the notice, so no co-signature of theirs is missing")


def _check_founding(founding: facts.Founding, rulebook: RuleBook, at: datetime) -> None:
    """Refuse a case that calls the organisation or the procedure otherwise than its rule book does."""
    procedure = stated(rulebook, founding.procedure, at.date())
    check_can_run(procedure, rulebook.on(at.date()))
    said = (founding.organisation, founding.title, founding.time_zone)
    if said != (rulebook.organisation, procedure.title, rulebook.time_zone):
        raise Refused(
            f"the case is of {', '.join(said)}; its rule book says {rulebook.organisation}, {procedure.title}, "
            f"{rulebook.time_zone}"
        )


def roll_day(before: Motion, procedure: Procedure, today: date) -> RollDay:
    """As at which days the roll of a motion may be taken, after its notice."""
    given = before.entry(facts.Notice)
    return RollDay(procedure.measured, today if given is None else facts.moment(given.at).date(), today)


def bodies_to_measure(procedure: Procedure, rulebook: RuleBook, on: date) -> tuple[str, ...]:
    """The bodies whose size is minuted at the freeze: those the motion and its next steps are measured on."""
    steps = (variant.procedure for name in procedure.follows for variant in rulebook.variants(name, on=on))
    asked = [(procedure.body, procedure.threshold.value)]
    asked += [(one.body, one.threshold.value) for one in steps if isinstance(one, Nomination | Petition)]
    if procedure.quorum.value is not None:
        asked.append((procedure.body, procedure.quorum.value))
    measured = {body for own, condition in asked for body in whole_bodies(own, condition)}
    return tuple(sorted(body for body in measured if rulebook.body(body, on=on).predicates))


def _check_bodies(freeze: facts.Freeze, procedure: Procedure, rulebook: RuleBook) -> None:
    expected = bodies_to_measure(procedure, rulebook, date.fromisoformat(freeze.on))
    if tuple(sorted(freeze.bodies)) != expected:
        raise Refused(f"the sizes of {', '.join(sorted(freeze.bodies))} are minuted; expected {', '.join(expected)}")
    if freeze.bodies[procedure.body] != freeze.entitled:
        raise Refused(
            f"'{procedure.body}' has {freeze.bodies[procedure.body]} members; {freeze.entitled} are entitled"
        )

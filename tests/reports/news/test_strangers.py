"""Numbers of candidates and leaders that are no votes of theirs in the record: none is called wrong, whoever they are.

The sentences are our own; each says of two candidates, or of the one whom a motion is about, something that the record
does not have, so that no verdict but "wrong" is a fault.
"""

from collections.abc import Callable, Iterable

import pytest
from tests.reports.news.records import beside, december, june, verdicts

from tellers.reports.judging import Word
from tellers.reports.news.reading import Records

CONTESTS = (
    ("conservative", "2024-11-02-leader-election"),
    ("conservative", "2022-09-05-leader-election"),
    ("conservative", "2016-07-11-leader-election"),
    ("labour", "2016-09-24-leader-election"),
    ("labour", "2010-09-25-leader-election"),
    ("snp", "2023-03-27-leader-election"),
    ("alp", "2013-10-13-leader-election"),
    ("liberal-party-australia", "2018-08-21-leader-election"),
    ("liberal-democrats", "2019-07-22-leader-election"),
)
STRANGERS = """
A poll put {A} on 41 per cent and {B} on 33.
In a survey of 1,012 members {A} had 59 per cent of the vote to {B}'s 31.
{A} had 71 nominations to {B}'s 39.
{A} was nominated by 71 colleagues, {B} by 39.
{A} raised 310,000 and {B} 180,000.
{A} had raised 310,000 from 72 donors.
{A} won her seat by 4,210 votes.
{A} won 23,411 votes in her own seat, {B} 19,004 in his.
{A} is 53 and {B} 47.
At 53, {A} beat {B} by six years.
{A} beat {B} by 12 points among women.
Among women {A} had 63 per cent of the vote, {B} 37.
Of those under 30, 71 per cent voted for {A}.
In Wales {A} took 66 per cent of the vote and {B} 34.
In London, {A} won by 14,200 votes to 9,300.
{A} won the London hustings by 214 votes to 97.
A straw vote at the hustings went to {A} by 214 votes to 97.
{A} had expected 61 per cent of the vote.
{A} could win 61 per cent of the vote, {B}'s people feared.
Had {A} won 61 per cent of the vote, {B} would have gone.
Friends of {B} claimed 88 votes for him.
{A} was backed by 14 newspapers and {B} by nine.
{A} was backed by 39 councillors, {B} by 22.
{A} was endorsed by 39 MPs and {B} by 22.
{A} was supported by 61 local parties to {B}'s 28.
{A} gained another 14 votes overnight.
{A} needed 80 votes and {B} 91.
{A} got 12 of {B}'s votes.
Some 12 votes went from {B} to {A}.
{A} missed out by 21 votes in an earlier contest.
Two years ago {A} beat {B} by 301 votes to 211.
{A} had beaten {B} by 301 votes to 211 for the post of treasurer.
{A} was elected chair of a committee by 301 votes to 211, over {B}.
{A} was re-elected in Barset with 54 per cent of the vote.
"I beat {B} by 310 votes to 12," joked {A}.
{A} drew 2,100 people to a rally and {B} 900.
{A} was mentioned 5,120 times and {B} 3,310 in one week.
{A} has 310,000 followers to {B}'s 88,000.
{A} was at 1-5 with the bookies, {B} at 7-2.
{A} spoke for 41 minutes and {B} for 26.
Postal votes split 60 per cent to 40 for {A}.
By noon {A} had 61 per cent of the votes, {B} 39.
With half of the votes counted, {A} led by 4,000 to 3,200.
{A} won 61 per cent of the votes of those who had joined since May.
{A} lost the vote on the budget by 301 votes to 211.
{A} voted with {B} 204 times and against 17.
{A} had the support of 71 per cent of Labor voters.
{A} was the first choice of 48 per cent of the public.
{A} led {B} by 48 per cent to 22 with the public.
{A}'s approval stands at 31 per cent, {B}'s at 27.
{A} would beat {B} by 63 per cent to 37, it was said.
{A} beat {B} at tennis, by six games to two.
{A} took 33 per cent of second preferences.
{A} was ahead of {B} in 41 of 73 regions.
{A} promised 3,000 new nurses, {B} 5,000.
{A} won 9 of 12 debates.
The {A} campaign made 61,000 calls and {B}'s 40,000.
{A} took 18 of the 21 women's votes.
{A} won with fewer votes than Jane Placeholder's 61,004.
{A} beat {B} and Jane Placeholder, who had 604 votes.
Jane Placeholder beat {A} by 61,004 votes to 24,019.
{A} picked up 61 per cent of undecided votes.
{A} carried 22 of the 31 counties.
{A} took 14 votes from the north and {B} 11.
{A} got 40 votes in the shadow cabinet ballot, {B} 36.
{A} won the endorsement of 44 branches, {B} of 31.
{A} took her seat with 40 per cent of the vote.
{A} got 31,000 first-preference votes at the European election, {B} 12,000.
{A} won 41 per cent of the vote in the party's own exit poll.
{A} finished with 300 volunteers, {B} with 120.
Of the 26 women MPs, {A} got 14 votes.
{A} lost by 404 votes to {B} in a vote on the rules.
{A} secured the votes of 16 ministers.
The bookies gave {A} a 71 per cent chance.
{A} polled 22 per cent in the Sunday paper, {B} 19.
{A} polled 22,400 votes at the general election.
{A} won with 61 per cent in the regional ballot.
{A} beat {B} in the north by 61 per cent to 39.
{A} took 61 per cent of the online vote, {B} 39 per cent.
{A} won 61 per cent of postal votes.
{A} has 61 per cent name recognition.
{A} was seen as honest by 61 per cent of members, {B} by 44.
{A} was backed by 61 per cent of members in a Sunday paper.
Members trust {A} by 61 per cent to 28 for {B}.
Turnout was 91 per cent in the capital.
Turnout in the mayoral vote was 31 per cent.
Some 3,000 ballots went missing, said {B}'s team.
There were 2,000 spoiled votes in the byelection.
About 700 members complained that they had no paper.
A majority of 3,000 in Barset was cut to 200.
{A} had a majority of 3,000 in 2017.
{A}'s father won 61 per cent of the vote as a mayor.
{A} won 310 votes at her school.
{A} told supporters that 31,000 votes would do.
The {B} camp had counted on 31,000 votes.
{A}'s lead was 31 points in June.
By one account {A} had 310 votes and {B} 211.
{B} conceded with 80 per cent of the vote counted.
Nobody has won with less than 61 per cent of the vote before {A}.
{A} won; the record is 84 per cent of the vote, by Michael Placeholder.
It was the biggest win since 1994, when 57 per cent of the vote went to the winner.
"""
OF_MOTIONS = """
A poll found 61 per cent of voters against {A}.
Of {A}'s own constituents 61 per cent were against the motion.
{A} won a vote of confidence of his local party by 61 to 12.
The local party backed {A} by 61 votes to 12.
In the Lords 61 peers voted against {A}.
Some 61 MPs had told the paper that they would vote against {A}.
{A} had survived an earlier vote by 61 votes to 12.
Of the women, 61 voted against {A} and 12 for.
A vote of confidence in the chairman was carried by 61 to 12.
Conference backed {A} by 61 per cent to 39.
{A} lost 61 votes in the Commons.
{A} was defeated by 61 votes on the bill.
Nine days ago MPs voted by 301 to 211 against {A}'s plan.
Among the new intake 61 voted against {A}, and 12 for.
61 per cent of party members want {A} to stay.
61 per cent of members backed {A} in a survey.
61 of the 80 peers backed {A}.
The turnout in {A}'s seat was 61 per cent.
There were 61 spoiled papers in {A}'s own election.
{A} has a majority of 3,040 in his seat.
The majority of 3,040 in his seat is safe.
{A} got 61 per cent of the vote when he was elected.
{A} must win over 61 MPs who voted against him on Europe.
"""


def wrong(opening: str, said: Iterable[str], records: Records) -> list[str]:
    """The sentences that are called wrong right behind an opening, or in a paragraph of their own."""
    return sorted(
        {
            one
            for one in said
            for text in (f"{opening} {one}", f"{opening}\n\n{one}")
            if any(found.word is Word.WRONG for found in verdicts(text, records))
        }
    )


@pytest.mark.parametrize(("organisation", "facts"), CONTESTS, ids=[facts for _, facts in CONTESTS])
def test_what_is_no_vote_of_a_contest_is_not_wrong(organisation: str, facts: str) -> None:
    records = beside(organisation, facts)
    (one,) = records.main.winners
    other = next(name for name in records.main.candidates if name != one)
    opening = f"{one} beat {other} in the election of the leader."
    said = [
        line.format(A=first.split()[-1], B=second.split()[-1])
        for first, second in ((one, other), (other, one))
        for line in STRANGERS.strip().splitlines()
    ]
    assert wrong(opening, said, records) == []


@pytest.mark.parametrize(
    ("records", "leader", "opening"),
    [
        (june, "Corbyn", "Jeremy Corbyn lost a vote of no confidence among Labour MPs."),
        (december, "May", "Theresa May won a vote of confidence of Conservative MPs."),
    ],
    ids=["june", "december"],
)
def test_what_is_no_vote_on_a_motion_is_not_wrong(records: Callable[[], Records], leader: str, opening: str) -> None:
    said = [line.format(A=leader) for line in OF_MOTIONS.strip().splitlines()]
    assert wrong(opening, said, records()) == []

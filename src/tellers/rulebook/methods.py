"""The methods that a contest can name: the ids that `counting` owns, held here since imports point down."""

from collections.abc import Mapping

EXHAUSTIVE = ("exhaustive", "exhaustive-speaker", "exhaustive-two-left")
"""Methods of fresh ballots, with gates between them."""

SECTIONED = ("weighted-sections", "weighted-sections-first-base")
"""Methods that add up weighted shares of sections."""

LEAVING_TWO = ("exhaustive-two-left", "av-down-to-two")
"""Methods that end when two are left."""

SCORED = ("score", "star", "bloc-star")
"""Methods by scores, from 0 to the end of the scale."""

MARKED = ("plurality", "block", "approval")
"""Methods by names marked on the paper."""

CALLED: Mapping[str, str] = {
    **dict.fromkeys(("fptp", "first-past-the-post", "most-votes", "majority", "simple-majority"), '"plurality"'),
    **dict.fromkeys(
        ("irv", "rcv", "instant-runoff", "instant-run-off", "ranked-choice", "alternative-vote", "preferential"),
        '"av"',
    ),
    **dict.fromkeys(
        ("run-off", "runoff", "two-round", "two-rounds", "second-ballot"),
        "two [[procedure.ID.stage]] tables, as the recipe for a run-off has them",
    ),
    **dict.fromkeys(("range", "range-voting"), '"score"'),
    **dict.fromkeys(("star-voting",), '"star"'),
    **dict.fromkeys(
        ("stv", "single-transferable-vote"), '"stv-scottish", or the one of the others that the rules name'
    ),
    **dict.fromkeys(("electoral-college", "college"), '"weighted-sections"'),
    **dict.fromkeys(
        ("supplementary-vote", "supplementary", "contingent", "contingent-vote"),
        "two [[procedure.ID.stage]] tables of plurality: first choices, then both choices for the first two",
    ),
    **dict.fromkeys(("limited-vote", "limited-voting"), '"block", with `marks` for the names that a paper may bear'),
    **dict.fromkeys(("sntv", "single-non-transferable-vote"), '"plurality", with its `seats`'),
    **dict.fromkeys(("acclamation", "unopposed"), 'sole = "elected", and the method of a ballot that is held'),
    **dict.fromkeys(("approval-voting",), '"approval"'),
    **dict.fromkeys(("multiple-votes", "block-vote", "bloc-vote"), '"block"'),
    **dict.fromkeys(("elimination", "exhaustive-ballot", "exhaustive-ballots"), '"exhaustive"'),
}
"""What people call a method elsewhere, and what is written for it."""

_LISTS = ("dhondt", "d'hondt", "d-hondt", "sainte-lague", "sainte-laguë", "hagenbach-bischoff", "hare-niemeyer")
UNCOUNTED: Mapping[str, str] = {
    **dict.fromkeys((*_LISTS, "list", "lists", "list-pr", "party-list", "panachage"), "seats by lists of parties"),
    **dict.fromkeys(("borda", "borda-count", "bucklin", "nanson", "baldwin", "coombs"), "a count by places or grades"),
    **dict.fromkeys(("majority-judgment", "majority-judgement", "quadratic"), "a count by places or grades"),
    **dict.fromkeys(("cumulative", "cumulative-vote", "cumulative-voting"), "cumulative votes"),
    **dict.fromkeys(("sortition", "lottery", "random"), "a random choice of who decides"),
    **dict.fromkeys(("condorcet-irv",), "first choices where nobody beats all the others"),
}
"""Methods that are known and not counted here, each with the words under which docs/limits.md has it."""

METHODS = (
    *MARKED,
    *SCORED,
    *EXHAUSTIVE,
    *SECTIONED,
    "av",
    "av-back",
    "av-down-to-two",
    "av-ers",
    "av-nsw",
    "av-us",
    "av-us-batch",
    "av-us-bottoms-up",
    "av-us-maine",
    "av-us-maine-2018",
    "av-us-minneapolis",
    "av-us-overvote-single",
    "av-us-overvote-skipped",
    "av-us-repeat-stops",
    "av-us-two",
    "stv-ers97",
    "stv-irish",
    "stv-meek",
    "stv-minneapolis",
    "stv-scottish",
    "stv-senate-2016",
    "stv-senate-2019",
    "stv-wig",
    "stv-wig-batch",
    "condorcet",
    "schulze",
    "schulze-margins",
    "schulze-not-compared",
    "ranked-pairs",
    "ranked-pairs-margins",
    "ranked-pairs-not-compared",
    "copeland",
    "copeland-not-compared",
    "minimax",
    "minimax-margins",
    "minimax-not-compared",
    "debian",
    "debian-2003",
)
"""Every method, by its id."""

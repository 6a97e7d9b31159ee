"""What rule books are known to need and this language does not have: refused by name, never approximated."""

import re
from collections.abc import Mapping

LIMITS = "docs/limits.md says why"

_SENTENCES = {
    f"votes by proxy are not supported; {LIMITS}": ("proxy", "proxies", "proxy_votes", "proxy-votes"),
    f"delegated votes are not supported; {LIMITS}": (
        "delegate",
        "delegates",
        "delegated",
        "delegation",
        "delegations",
        "delegable",
        "liquid",
        "liquid-democracy",
    ),
    f"cumulative votes are not supported; {LIMITS}": ("cumulative", "cumulative_votes"),
    f"points are not supported: neither several on one paper, nor a section with as many as votes; {LIMITS}": (
        "points",
        "points_per_section",
        "points-per-section",
        "most_points",
        "capped",
    ),
    f"a random choice of who decides is not supported; {LIMITS}": ("sortition", "random_jury", "jury"),
    f"decision by consent without votes is not supported; {LIMITS}": (
        "consensus",
        "consent-round",
        "objection",
        "objections",
    ),
    'a veto is a count that the facts give, `given = "procedure"`, and a part of the threshold, `vetoes <= 0`': (
        "veto",
        "vetoes",
    ),
    "nothing in a rule book is run; it holds facts only": (
        "code",
        "script",
        "formula",
        "expression",
        "python",
        "lua",
        "eval",
        "exec",
        "function",
        "plugin",
        "import",
        "include",
        "url",
    ),
}
UNSUPPORTED: Mapping[str, str] = {word: says for says, words in _SENTENCES.items() for word in words}
"""Words of keys and kinds, each with the sentence that refuses it."""

OF_PARTS = frozenset({"proxy", "proxies", "delegate", "delegates", "delegated", "delegation", "cumulative"})
"""Those that are known inside a longer word too, such as `discretionary_proxies`."""


def unsupported(word: str) -> str | None:
    """The sentence for an idea that is known and not supported; None for a word that is neither."""
    plain = word.strip().casefold()
    says = UNSUPPORTED.get(plain) or next(
        (UNSUPPORTED[part] for part in re.split("[_-]", plain) if part in OF_PARTS), None
    )
    return None if says is None else f"`{word}`: {says}"

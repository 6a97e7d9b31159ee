"""What rule books are known to need and this language does not have: refused by name, never approximated."""

from collections.abc import Mapping

LIMITS = "docs/limits.md says why"

_SENTENCES = {
    "votes by proxy are not supported": ("proxy", "proxies", "proxy_votes", "proxy-votes"),
    "delegated votes are not supported": (
        "delegate",
        "delegated",
        "delegation",
        "delegations",
        "delegable",
        "liquid",
        "liquid-democracy",
    ),
    "cumulative votes are not supported": ("cumulative", "cumulative_votes", "points"),
    "quadratic votes are not supported": ("quadratic", "quadratic_votes"),
    "a random choice of who decides is not supported": ("sortition", "random_jury", "jury"),
    "decision by consent without votes is not supported": ("consensus", "consent-round", "objection", "objections"),
    "vetoes are not supported": ("veto", "vetoes"),
    "votes changed or withdrawn after the close are not supported": ("recall_vote", "vote_change"),
    "nothing in a rule book is run": (
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


def unsupported(word: str) -> str | None:
    """The sentence for an idea that is known and not supported; None for a word that is neither."""
    says = UNSUPPORTED.get(word.strip().casefold())
    return None if says is None else f"`{word}`: {says}; {LIMITS}"

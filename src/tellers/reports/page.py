"""A page of our own making around sections: no script, nothing loaded, a policy that allows its styles alone."""

from base64 import b64encode
from hashlib import sha256

from tellers.reports.markup import Markup, Node, element, joined, style_element
from tellers.reports.style import STYLE

PAGE_STYLE = f"""{STYLE}
th[scope=row] {{ overflow-wrap: anywhere; min-width: 5.2rem; }}
h1, h2, main > p {{ overflow-wrap: anywhere; }}
td:nth-child(3) {{ overflow-wrap: anywhere; min-width: 5.6rem; }}
pre {{ white-space: pre-wrap; font-size: .8rem; }}
@media (max-width: 40rem) {{ td, th {{ font-size: .86rem; }} }}"""
"""The style of the declaration's page, and what other pages need besides."""


def whole_page(title: str, *sections: Node, styles: tuple[str, ...] = ()) -> str:
    """A page in the style of the declaration's; `styles` are those that stand within it, as in a drawing."""
    body = element("body", element("main", *sections))
    head = page_head(title, PAGE_STYLE, styles)
    return "<!DOCTYPE html>\n" + element("html", head, body, lang="en-GB").html + "\n"


def page_head(title: str, style: str, within: tuple[str, ...] = ()) -> Markup:
    """The head of a page, with the policy that lets these styles and nothing else be used."""
    hashes = " ".join(hash_of(one) for one in dict.fromkeys((style, *within)))
    policy = f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        style_element(style),
    )


def heading(title: str, *lines: str) -> Markup:
    """What a page begins with."""
    return joined(element("h1", title), *(element("p", line, dir="auto") for line in lines))


def hash_of(style: str) -> str:
    """A style's source expression in a content security policy."""
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"

"""What `tellers decide` says of facts: the command run in this process, its JSON, and ways to find things in it."""

import contextlib
import io
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from tellers.cli.main import run

RULEBOOKS = Path(__file__).parents[2] / "rulebooks"
Json = dict[str, Any]


def facts_path(organisation: str, name: str) -> Path:
    """Where the facts called name stand in an organisation's folder."""
    return RULEBOOKS / organisation / "facts" / f"{name}.json"


def facts_of(organisation: str, name: str) -> Json:
    """The facts called name, to be changed by a test."""
    read: Json = json.loads(facts_path(organisation, name).read_text(encoding="utf-8"))
    return read


def run_json(*arguments: str) -> tuple[int, Json]:
    """The exit code of a command, and the JSON that it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = run([*arguments, "--json"])
    return code, json.loads(printed.getvalue())


@cache
def _decided(organisation: str, procedure: str, path: Path, options: tuple[str, ...]) -> tuple[int, str]:
    code, answer = run_json("decide", str(RULEBOOKS / organisation), procedure, str(path), *options)
    return code, json.dumps(answer)


def decide(organisation: str, procedure: str, name: str, *options: str) -> Json:
    """What follows from the facts called name; the command must say that it is decided (exit code 0)."""
    code, answer = _decided(organisation, procedure, facts_path(organisation, name), options)
    assert code == 0, answer
    read: Json = json.loads(answer)
    return read


def undecided(organisation: str, procedure: str, name: str, *options: str) -> Json:
    """What the command says of facts that are not enough (exit code 1)."""
    code, answer = _decided(organisation, procedure, facts_path(organisation, name), options)
    assert code == 1, answer
    read: Json = json.loads(answer)
    return read


def decide_changed(organisation: str, procedure: str, facts: Json, folder: Path, *options: str) -> Json:
    """What follows from facts that a test has changed; they are written into its own folder."""
    path = folder / "facts.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    code, answer = run_json("decide", str(RULEBOOKS / organisation), procedure, str(path), *options)
    assert code in (0, 1), answer
    return answer


def only_finding(answer: Json) -> Json:
    """The finding, where there is one alone."""
    assert len(answer["findings"]) == 1, [finding["readings"] for finding in answer["findings"]]
    found: Json = answer["findings"][0]
    return found


def finding(answer: Json, *choices: str, **facts: object) -> Json:
    """The one finding whose readings take all these choices, and that rests on these values of disputed facts."""
    found = [
        each
        for each in answer["findings"]
        if set(choices) <= set(each["readings"].values()) and facts.items() <= (each.get("facts") or {}).items()
    ]
    assert len(found) == 1, [(each["readings"], each.get("facts")) for each in answer["findings"]]
    one: Json = found[0]
    return one


def threshold(found: Json, text: str) -> Json:
    """The threshold of a finding that is written so."""
    written = [each for each in found["thresholds"] if each["text"] == text]
    assert len(written) == 1, [each["text"] for each in found["thresholds"]]
    one: Json = written[0]
    return one


def candidate(found: Json, name: str) -> Json:
    """What a finding says of one candidate."""
    named = [each for each in found["candidates"] if each["name"] == name]
    assert len(named) == 1, [each["name"] for each in found["candidates"]]
    one: Json = named[0]
    return one


def base_sizes(answer: Json, figure: str) -> Mapping[str, int]:
    """Every base on which the answer states a figure, with its size."""
    return {each["base"]: each["base_size"] for each in answer["figures"] if each["id"] == figure}


def share(answer: Json, figure: str, base: str, of: str | None = None) -> Fraction:
    """A figure as an exact fraction of a base: what is counted, or its id; `of` is the section or stage it is of."""
    stated = [
        each
        for each in answer["figures"]
        if figure in (each["id"], each["counts"]) and each["base"] == base and of in (None, each["of"])
    ]
    assert len(stated) == 1, [(each["id"], each["counts"], each["base"], each["of"]) for each in answer["figures"]]
    return Fraction(stated[0]["value"]) / Fraction(stated[0]["base_size"])


def thousandths(of: Fraction) -> str:
    """A fraction as a percentage with three decimals, halves up, as the official figures print it."""
    rounded = (of * 100_000 + Fraction(1, 2)) // 1
    return f"{rounded // 1000}.{rounded % 1000:03d}"


def texts(things: Sequence[Mapping[str, Any]]) -> str:
    """All that a list of effects, filters or notes says, in one string to look into."""
    return json.dumps(things, ensure_ascii=False)


def stated(answer: Json, fact: str) -> dict[str, list[str]]:
    """What is said of one fact that is contradicted: each value, with those who say so."""
    said: dict[str, list[str]] = {}
    for each in answer["contradictions"]:
        if each["fact"] == fact:
            for statement in each["statements"]:
                said.setdefault(statement["value"], []).append(statement["source"] or "")
    return said


def outcomes(answer: Json) -> set[str]:
    """How it ends, under every reading and every account."""
    return {each["outcome"] for each in answer["findings"]}


def excluded(found: Json, stage: str) -> list[list[str]]:
    """Who went out in each ballot of a stage."""
    return [each["excluded"] for each in found["stages"] if each["stage"] == stage]


def tally(found: Json, stage: str, number: int) -> Mapping[str, Fraction]:
    """The votes of one ballot of a stage."""
    ballots = [each for each in found["stages"] if (each["stage"], each["number"]) == (stage, number)]
    assert len(ballots) == 1, found["stages"]
    return {name: Fraction(votes) for name, votes in ballots[0]["tally"].items()}

"""What a declaration's page says of the rules: effects, what could follow, what is assumed."""

from tellers.decisions.effects import Consequence
from tellers.decisions.next_steps import NextStep
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.markup import Markup, element, facts_list, section


def effects(declaration: Declaration) -> Markup:
    """What the outcome does, and under which clause or none."""
    found = [_effect(consequence) for consequence in declaration.finding.effects]
    none = element("p", f"The rule book states no effect of a motion that is {declaration.finding.outcome.value}.")
    return section("What the result does", *(found or [none]))


def _effect(consequence: Consequence) -> Markup:
    drawn = [element("li", _effect(one)) for one in consequence.cascade]
    return element(
        "div",
        element("p", element("b", f"{wording.effect_word(consequence)}."), f" {wording.effect_sentence(consequence)}"),
        element("p", wording.grounds_sentence(consequence.effect.grounds), class_="quiet"),
        element("ul", *drawn) if drawn else None,
    )


def could_follow(declaration: Declaration) -> Markup:
    """The steps that the rule book leaves open, as known on the day of the declaration."""
    steps = [_step(step) for step in declaration.could_follow]
    none = element("p", "The rule book names no step that follows.")
    return section(f"What could follow, as known on {wording.day(declaration.known_on)}", *(steps or [none]))


def _step(step: NextStep) -> Markup:
    rules = dict.fromkeys(str(way.rule.value) for way in step.ways if way.rule is not None)
    readings = (_reading(question, lines) for question, lines in wording.next_step_readings(step))
    return element(
        "div",
        element("h3", wording.step_head(step)),
        element("p", wording.step_applies(step)),
        facts_list(
            *(("Rule", element("code", rule)) for rule in rules),
            *(("Grounds", wording.grounds_sentence(grounds)) for grounds in wording.step_grounds(step)),
            ("Base", f"{wording.step_bodies(step)}."),
        ),
        *([element("ul", *(element("li", way) for way in wording.step_ways(step)))] if len(step.ways) > 1 else []),
        *readings,
        class_="step" if step.applies else "step not",
    )


def _reading(question: str, lines: tuple[str, ...]) -> Markup:
    return element("div", element("p", question), element("ul", *(element("li", line) for line in lines)))


def assumed(declaration: Declaration) -> Markup | None:
    """What no clause says and is taken all the same."""
    if not declaration.assumed:
        return None
    sentences = (element("li", f"{sentence[:1].upper()}{sentence[1:]}.") for sentence in declaration.assumed)
    return section("Assumed, where no clause says so", element("ul", *sentences))

"""The rule sets by id, each loaded when it is asked for."""

from importlib import import_module

from tellers.counting.rule_sets.questions import RuleSet

RULE_SETS: dict[str, str] = {
    "av": "av:AV",
    "av-back": "av:AV_BACK",
    "av-down-to-two": "av:AV_DOWN_TO_TWO",
    "av-ers": "av:AV_ERS",
    "av-nsw": "av:AV_NSW",
    "av-us": "us:AV_US",
    "av-us-batch": "us:AV_US_BATCH",
    "av-us-bottoms-up": "us:AV_US_BOTTOMS_UP",
    "av-us-maine": "us:AV_US_MAINE",
    "av-us-maine-2018": "us:AV_US_MAINE_2018",
    "av-us-minneapolis": "us:AV_US_MINNEAPOLIS",
    "av-us-overvote-single": "us:AV_US_OVERVOTE_SINGLE",
    "av-us-overvote-skipped": "us:AV_US_OVERVOTE_SKIPPED",
    "av-us-repeat-stops": "us:AV_US_REPEAT_STOPS",
    "av-us-two": "us:AV_US_TWO",
    "stv-ers97": "ers97:ERS97",
    "stv-irish": "irish:IRISH",
    "stv-minneapolis": "wig:MINNEAPOLIS",
    "stv-scottish": "scottish:SCOTTISH",
    "stv-senate-2016": "senate:SENATE_2016",
    "stv-senate-2019": "senate:SENATE_2019",
    "stv-wig": "wig:WIG",
    "stv-wig-batch": "wig:WIG_BATCH",
}
"""Id → module:name within this package."""


def rule_set(name: str) -> RuleSet:
    """The rule set of that id."""
    module, attribute = RULE_SETS[name].split(":")
    found: RuleSet = getattr(import_module(f"{__package__}.{module}"), attribute)
    return found

"""A tree of consequences made by hand, with everything that a drawing of one must be able to show."""

from datetime import date

from tellers.decisions.tree import Held, Kind, Node, Tree
from tellers.rulebook.clauses import Grounds

CLAUSE = Grounds(clause="9.2", source="Rules of the club", key="motion")
ASSUMED = Grounds(assumed="the rules are silent; a motion without its majority falls")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende"
VALID = Held("9.2", "cast", "valid-only")

NOMINATION = Node(
    Kind.PROCEDURE,
    "opens",
    "Nomination for captain",
    "nomination",
    whom="Captain",
    grounds=Grounds(clause="10", source="Rules of the club", key="election"),
    below=(
        Node(
            Kind.ENDING,
            "admitted",
            "if a candidate has nominations >= 5",
            "admitted",
            grounds=CLAUSE,
            below=(
                Node(
                    Kind.EFFECT,
                    "binding",
                    "The election is held among those admitted.",
                    "opens",
                    binding=True,
                    grounds=CLAUSE,
                    below=(Node(Kind.CIRCLE, "opens", "Motion again: from here the rule book goes round.", "motion"),),
                ),
            ),
        ),
        Node(Kind.ENDING, "refused", "otherwise", "refused", below=(Node(Kind.HOLE, "hole", "Nothing is said."),)),
    ),
)

TREE = Tree(
    organisation="Quayside Chess Club (invented)",
    title="Rules of the club",
    fingerprint="0" * 64,
    on=date(2024, 5, 1),
    root=Node(
        Kind.PROCEDURE,
        "procedure",
        "Motion of no confidence in the captain",
        "motion",
        whom="Captain",
        grounds=CLAUSE,
        below=(
            Node(
                Kind.NOTE,
                "clause 9.2 can be read in 2 ways",
                "Is a spoiled paper a vote cast?",
                "cast",
                below=(
                    Node(Kind.NOTE, "choice valid-only", "No: only votes that can be counted are cast.", "valid-only"),
                ),
            ),
            Node(
                Kind.ENDING,
                "carried",
                "if for >= 2/3 of valid",
                "carried",
                grounds=CLAUSE,
                readings=(VALID,),
                below=(
                    Node(
                        Kind.EFFECT,
                        "binding",
                        "The captain leaves office.",
                        "vacates",
                        binding=True,
                        whom="Captain",
                        by="within 21 days of the declaration",
                        grounds=CLAUSE,
                        below=(
                            Node(Kind.CASCADE, "ex officio", f"{LONG} falls vacant with it.", "chair", grounds=CLAUSE),
                            Node(Kind.HOLE, "hole", "The rule book names nobody who acts."),
                        ),
                    ),
                    NOMINATION,
                ),
            ),
            Node(
                Kind.ENDING,
                "tied",
                "if as many are for as against",
                "tied",
                grounds=ASSUMED,
                below=(Node(Kind.NOTE, "rule", "Equal votes: the same follows as if it were lost.", grounds=ASSUMED),),
            ),
            Node(
                Kind.ENDING,
                "lost",
                "otherwise",
                "lost",
                grounds=CLAUSE,
                below=(
                    Node(
                        Kind.EFFECT,
                        "advisory",
                        "The captain stays & <nobody> moves it again.",
                        "immunity",
                        binding=False,
                        until="for 12 months from the declaration",
                        grounds=CLAUSE,
                    ),
                    Node(Kind.ELSEWHERE, "could follow", "Nomination for captain: told above.", "nomination"),
                ),
            ),
            Node(Kind.ENDING, "not triggered", "otherwise", "not-triggered"),
        ),
    ),
)
"""Two endings that differ by reading are there as one; a hole, a circle, a long word, and marks of XML."""

"""The lines of thresholds that nobody could reach, or that nobody could miss: they are mistakes in a book."""

from fractions import Fraction

from tellers.rulebook.thresholds import Number, Op, Quantity, Rounded, Share, Threshold
from tellers.rulebook.vocabulary import Vocabulary


def out_of_range(threshold: Threshold, words: Vocabulary) -> str | None:
    """Why a line is out of anybody's reach, or within everybody's; None for a line that counts can meet or miss."""
    line = threshold.line
    while isinstance(line, Rounded):
        line = line.line
    match line:
        case Number(value=value) if value == 0 and threshold.op in {Op.AT_LEAST, Op.LESS_THAN}:
            return f"`{threshold.op.value} 0` is decided before anything is counted; expected a number above 0"
        case Share(fraction=share, of=of) if _beyond(threshold.op, share) and _within(threshold.quantity, of, words):
            return (
                f"nobody can reach `{threshold.op.value} {line}`: `{threshold.quantity}` is never more than "
                f"`{of}`; expected a share that can be reached"
            )
    return None


def _beyond(op: Op, share: Fraction) -> bool:
    return op in {Op.MORE_THAN, Op.AT_LEAST} and (share > 1 or (share == 1 and op is Op.MORE_THAN))


def _within(count: Quantity, base: Quantity, words: Vocabulary) -> bool:
    """Whether the base contains the count: the same section, and no part of a body that the base leaves out."""
    return base.section in {None, count.section} and base.body is None and words.holds(base.word, count.word)

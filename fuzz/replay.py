"""Replay kept inputs of one target under a limit of memory: `python -m fuzz.replay TARGET FOLDER`.

Prints the slowest, in milliseconds of this process's own time.
"""

import resource
import sys
from pathlib import Path
from time import process_time

from fuzz.seeds import seeds
from fuzz.targets import TARGETS

MOST_MEMORY = 2**30


def main() -> None:
    """Run every input; whatever is raised but an error of the tree ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    name, folder = sys.argv[1:]
    inputs = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    inputs |= {f"seed {number}": raw for number, raw in enumerate(seeds(name))}
    TARGETS[name](b"")  # what is made once is not counted
    took: dict[str, float] = {}
    for what, raw in inputs.items():
        print(what, file=sys.stderr)
        start = process_time()
        TARGETS[name](raw)
        took[what] = process_time() - start
    slowest = max(took, key=took.__getitem__)
    print(f"{len(took)} inputs; {slowest}: {took[slowest] * 1000:.0f} ms")


main()

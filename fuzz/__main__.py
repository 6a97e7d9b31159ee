"""Fuzz one target from its seeds and the kept corpus: `python -m fuzz TARGET [FOLDER] [options of libFuzzer]`."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tellers"]):
    from fuzz.mutation import mutated
    from fuzz.seeds import seeds
    from fuzz.targets import TARGETS

KEPT = Path(__file__).parents[1] / "tests" / "fuzz" / "corpus"


def main() -> None:
    """Run libFuzzer; what it finds new is written to FOLDER, which is made and seeded where it is not there."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(
            f"usage: python -m fuzz TARGET [FOLDER] [-max_total_time=SECONDS ...]; TARGET is of {', '.join(TARGETS)}"
        )
    options = [option for option in sys.argv[2:] if option.startswith("-")]
    folders = [Path(option) for option in sys.argv[2:] if not option.startswith("-")] or [Path("fuzz-corpus") / name]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (folders[0] / f"seed-{number}").write_bytes(seed)
    kept = [str(KEPT / name)] if (KEPT / name).is_dir() else []
    arguments = [sys.argv[0], *options, *map(str, folders), *kept]
    atheris.Setup(arguments, TARGETS[name], custom_mutator=_mutator)
    atheris.Fuzz()


def _mutator(raw: bytes, most: int, seed: int) -> bytes:
    return mutated(raw, most, seed, atheris.Mutate)


main()

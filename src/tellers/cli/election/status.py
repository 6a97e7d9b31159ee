"""Where the ceremony of a threshold key stands, told by the files in a folder; and what each person does next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tellers.ballots.ceremony import certificate_identifier, identifier_of, read_certificates
from tellers.ballots.codec import read
from tellers.ballots.group import Group
from tellers.ballots.pedersen import Certificate, Context
from tellers.ballots.private_messages import Seed, decode_seed
from tellers.canonical import Json
from tellers.cli.election.folder import FILE, dir_option, group_option, lines_of, read_file
from tellers.cli.terminal import json_option, print_json
from tellers.errors import TellersError


def begun_at(folder: Path, context: Context, group: Group) -> str | None:
    """The identifier of the trustee who has begun at this place with the files in the folder."""
    for path in sorted(folder.glob("*.cert")):
        try:
            certificate = Certificate.read(read(read_file(path).strip(), str(path)), group)
        except TellersError:  # of another group, or no certificate at all
            continue
        if certificate.context == context and path.with_suffix(".key").exists():
            return certificate_identifier(certificate)
    return None


def unfinished_key(folder: Path, context: Context, group: Group) -> Seed | None:
    """The key that a crash left without its certificate: its name tells that it was made for this place."""
    for path in sorted(folder.glob("*.key")):
        if path.with_suffix(".cert").exists():
            continue
        try:
            seed = decode_seed(read_file(path), group, str(path))
        except TellersError:
            continue
        if identifier_of(context, seed) == path.stem:  # in what the name is the hash of, nothing is random
            return seed
    return None


@dataclass(frozen=True)
class Step:
    """A step of the ceremony: who does it, with what, and whether its traces are in the folder."""

    number: int
    who: str
    does: str
    done: bool

    def to_json(self) -> Json:
        """The step as JSON."""
        return {"step": self.number, "who": self.who, "does": self.does, "done": self.done}


@click.command(name="ceremony-status")
@group_option
@click.option(
    "--certs", type=FILE, default=Path("certs.jsons"), metavar="FILE", show_default=True, help="In the folder."
)
@click.option(
    "--polynomials", type=FILE, default=Path("polynomials.jsons"), metavar="FILE", show_default=True, help="The same."
)
@dir_option
@json_option
def ceremony_status(*, group: Group, certs: Path, polynomials: Path, folder: Path, as_json: bool) -> None:
    """Say what of a ceremony is in this folder, and what each has still to do.

    In the organiser's folder that is everybody; in a trustee's, what that trustee can see. Nothing is changed.

    Example: tellers election ceremony-status --group Ed25519 --dir ceremony
    """
    steps = tuple(_steps(folder, _certificates(folder / certs, group), folder / polynomials))
    following = next((step for step in steps if not step.done), None)
    if as_json:
        print_json({"steps": [step.to_json() for step in steps], "next": following.to_json() if following else None})
        return
    for step in steps:
        click.echo(f"{'done' if step.done else 'to do':5}  step {step.number}, {step.who}: {step.does}")
    click.echo(
        f"Next: step {following.number}, {following.who}" if following else "The key is made; now make-trustees."
    )


def _certificates(path: Path, group: Group) -> tuple[Certificate, ...]:
    return read_certificates(lines_of(read_file(path)), group, str(path)) if path.exists() else ()


def _steps(folder: Path, certificates: Sequence[Certificate], polynomials: Path) -> Iterator[Step]:
    if not certificates:
        count = len(list(folder.glob("*.cert")))
        yield Step(1, "each trustee", f"--step 1; {count} certificates are here", done=False)
        yield Step(2, "everybody", "--step 2, with the certificates joined in the trustees' order", done=False)
        return
    names = [certificate_identifier(one) for one in certificates]
    yield Step(1, "each trustee", f"a certificate: all {len(names)} are joined", done=True)
    lines = len(lines_of(read_file(polynomials))) if polynomials.exists() else 0
    yield Step(
        3,
        "each trustee",
        f"load-back, then --step 3; {lines} of {len(names)} lines are joined",
        done=lines == len(names),
    )
    yield from _each(folder, names, ".vinput", 4, "the organiser", "--step 4 for trustee {}: {}")
    yield from _each(folder, names, ".voutput", 5, "trustee {}", "--step 5, to be kept as {1}")
    yield from _each(folder, names, ".dkey", 6, "the organiser", "--step 6 for trustee {}: {}")
    made = (folder / "threshold.json").exists()
    yield Step(6, "the organiser", "keep what --step 6 prints as threshold.json", done=made)


def _each(folder: Path, names: Sequence[str], suffix: str, number: int, who: str, does: str) -> Iterator[Step]:
    for place, name in enumerate(names, 1):
        file = f"{name}{suffix}"
        yield Step(number, who.format(place), does.format(place, file), done=(folder / file).exists())

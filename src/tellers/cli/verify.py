"""`tellers verify`: audits an archive or a case, and says which check does not hold and who is to blame."""

import re
from pathlib import Path
from typing import Any

import click

from tellers.cli.terminal import json_option
from tellers.cli.verify_archive import audit
from tellers.errors import Unreadable
from tellers.minutes.note import Verifier

FILE = click.Path(path_type=Path)


class Key(click.ParamType[str]):
    """A public key whole, or its fingerprint as it is printed: 64 hexadecimal digits, spaced in any way."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 — click's signature
        """Read a key or a fingerprint, or fail as click does."""
        digits = "".join(value.split()).lower()
        if re.fullmatch(r"[0-9a-f]{64}", digits):
            return digits
        try:
            return str(Verifier.parse(value.strip()))
        except Unreadable:
            expected = "the key, NAME+ID+KEY, or its fingerprint, 64 hexadecimal digits in groups or not"
            self.fail(f"{value!r} is neither a key nor a fingerprint; expected {expected}", param, ctx)


@click.command()
@click.argument("target", metavar="ARCHIVE|CASE", type=FILE)
@click.option("--earlier", type=FILE, metavar="OLD", help="A copy from an earlier day, which this one must extend.")
@click.option(
    "--key", type=Key(), metavar="KEY", help="Of a case: the key, or its fingerprint, in your notice of the vote."
)
@json_option
def verify(*, target: Path, earlier: Path | None, key: str | None, as_json: bool) -> int:
    """Check everything that an archive (UUID.bel) or a case (its folder) claims, from its bytes to its result.

    What is still running is reported as running, never as verified to the end. What an archive alone cannot show is
    that a ballot was left out and the rest chained anew; compare with an older copy (--earlier) or a tracker.

    Of a case, minute book, rule book, roll, archive, papers and declaration are held against one another. The folders
    register and secrets are never opened.

    Example: tellers verify Apy6n7T7tW1JGe.bel --earlier yesterday.bel
    """
    if target.is_dir():
        from tellers.cli.verify_case import audit_case  # noqa: PLC0415 — half a second of modules, for cases alone

        return audit_case(target, earlier, key, as_json=as_json)
    if key is not None:
        raise click.UsageError("--key is for a case; an archive is known by its fingerprint")
    return audit(target, earlier, as_json=as_json)

"""Every command on our pages, and in the examples of `--help`, is one that the program takes: it is asked itself."""

import re
import shlex
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click
import pytest

from tellers.cli.main import tellers

ROOT = Path(__file__).parents[2]
PAGES = [page for folder in ("*.md", "docs/**/*.md", "rulebooks/**/*.md") for page in sorted(ROOT.glob(folder))]
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"[a-z][a-z-]*", re.ASCII)
CODE = re.compile(r"`(tellers [^`\n]+)`")
ENDS = frozenset(";&|()<>")


def commands(text: str) -> Iterator[list[str]]:
    """What follows `tellers` wherever lines of the shell call it."""
    for line in text.replace("\\\n", " ").splitlines():
        if "tellers " not in line:
            continue
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words = list(lexer)
        for place, word in enumerate(words):
            if word in {"tellers", ".venv/bin/tellers"}:
                yield list(takewhile(lambda one: not ENDS.issuperset(one), words[place + 1 :]))


def of_page(text: str) -> Iterator[list[str]]:
    """The commands of a page, in its blocks and in its lines."""
    for part in (*BLOCK.findall(text), *CODE.findall(BLOCK.sub("", text))):
        yield from commands(part)


def called(words: list[str]) -> tuple[click.Command, click.Context, list[str]]:
    """The command that the first words name, and the words that are left for it."""
    context = click.Context(tellers, info_name="tellers")
    command: click.Command = tellers
    while isinstance(command, click.Group) and words and NAME.fullmatch(words[0]):
        inner = command.get_command(context, words[0])
        assert inner is not None, f"there is no `{context.command_path} {words[0]}`"
        command, context = inner, click.Context(inner, parent=context, info_name=words[0])
        words = words[1:]
    return command, context, words


def every(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Each command below one, with the words that call it."""
    if not isinstance(command, click.Group):
        yield context.command_path, command
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from every(inner, click.Context(inner, parent=context, info_name=name))


COMMANDS = dict(every(tellers, click.Context(tellers, info_name="tellers")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_is_there_with_its_options(page: Path) -> None:
    for given in of_page(page.read_text("utf-8")):
        command, context, words = called(given)
        if not isinstance(command, click.Group):
            command.make_parser(context).parse_args(words)


@pytest.mark.parametrize("path", COMMANDS)
def test_the_help_of_every_command_has_an_example_that_lacks_nothing(path: str) -> None:
    said = " ".join((COMMANDS[path].help or "").split())
    examples = [example for part in said.split("Example: ")[1:] for example in commands(part)]
    assert examples
    for example in examples:
        command, context, words = called(example)
        given, left, _ = command.make_parser(context).parse_args(words)
        assert left == []
        assert [one.name for one in command.params if one.required and not given.get(one.name or "")] == []

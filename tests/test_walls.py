"""The walls that import-linter and ruff do not draw. Their source is docs/map.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "tellers"
TOUCH_FILES = {"minutes/store.py", "ballots/archive.py", "register/csv.py", "cases/store.py"}
OPENERS = {"os", "shutil", "tempfile", "io", "fcntl", "glob"}
TOUCHES_NO_FILE = {("os", "register_at_fork"), ("os", "sched_getaffinity")}
READING = {
    "read_bytes",
    "read_text",
    "open",
    "stat",
    "exists",
    "is_file",
    "is_dir",
    "iterdir",
    "glob",
    "rglob",
    "resolve",
}
WRITING = {"write_bytes", "write_text", "mkdir", "rmdir", "unlink", "rename", "touch", "chmod", "symlink_to"}


def modules_below_the_front_doors() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("cli/"):
            yield name, ast.parse(path.read_text("utf-8"))


def touches(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name in OPENERS)
            case ast.ImportFrom(module=str(module), names=names) if module in OPENERS:
                yield from (module for alias in names if (module, alias.name) not in TOUCHES_NO_FILE)
            case ast.Call(func=ast.Name(id="open")):
                yield "open"
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in READING | WRITING:
                yield attr


def test_files_are_touched_by_four_modules_only() -> None:
    found = {name: sorted(set(touches(tree))) for name, tree in modules_below_the_front_doors()}
    assert {name: what for name, what in found.items() if what and name not in TOUCH_FILES} == {}


def test_each_of_the_four_does_touch_files() -> None:
    found = {name for name, tree in modules_below_the_front_doors() if any(touches(tree))}
    assert found >= TOUCH_FILES


def importing(*stems: str) -> set[str]:
    """The modules that import any module whose name begins like this."""
    return {
        name
        for name, tree in modules_below_the_front_doors()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(stems)
    }


def test_only_the_arithmetic_touches_the_curve() -> None:
    assert importing("nacl.bindings") == {"ballots/arithmetic/edwards.py"}


def test_only_one_module_speaks_to_the_extension() -> None:
    named = {
        name
        for name, tree in modules_below_the_front_doors()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value == "tellers_native"
    }
    assert named == {"ballots/arithmetic/extension.py"}


def test_there_is_one_door_to_the_arithmetic() -> None:
    inside = {name for name in importing("tellers.ballots.arithmetic") if not name.startswith("ballots/arithmetic/")}
    assert inside == {"ballots/group.py"}


def test_every_package_says_what_it_is_for() -> None:
    for path in SOURCE.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path

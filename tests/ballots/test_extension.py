"""tellers-native removed, broken, exchanged or of another build: libsodium computes, and says why.

Truth: the library that pip installed, copied and damaged; what a process of its own does with it.
"""

import hashlib
import os
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from shutil import copytree

import pytest
from tests.ballots.samples import ALL_ARCHIVES

pytest.importorskip("tellers_native", reason="tellers-native is not here: `make native` builds it")

ARCHIVE = next(ALL_ARCHIVES["ed25519-h-threshold"].glob("*.bel"))
NATIVE, LIBSODIUM = "curve25519-dalek, by tellers-native", "libsodium, by PyNaCl; tellers-native"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that Python looks into first, with a copy of what pip installed."""
    installed = metadata.distribution("tellers-native")
    for file in installed.files or ():
        if file.name in {"RECORD", "__init__.py"}:
            folder = Path(str(file.locate())).parent
            copytree(folder, tmp_path / folder.name)
    return tmp_path


def library(site: Path) -> Path:
    return next(site.glob("tellers_native/*.so"))


def python(code: str, *arguments: str, site: Path | None = None, **environment: str) -> str:
    """What Python prints of this code; it ends well and without a traceback."""
    path = {"PYTHONPATH": str(site)} if site else {}
    inherited = {name: value for name, value in os.environ.items() if name != "TELLERS_BACKEND"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=inherited | path | environment,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


TRIED = """
import sys
from tellers.cli.main import run
print([run(words) for words in (["--version"], ["doctor"], ["verify", sys.argv[1]])])
"""


def says(site: Path, computes: str) -> None:
    """`--version` and `doctor` say what computes, and an archive is verified all the same."""
    said = python(TRIED, str(ARCHIVE), site=site)
    assert said.splitlines()[0].startswith("tellers 0.1.0 (Ed25519: ")
    assert computes in said.splitlines()[0]
    assert said.count(computes) >= 2
    assert "All checks passed" in said
    assert said.endswith("[0, 0, 0]\n")


def test_the_library_as_it_was_installed_computes(site: Path) -> None:
    says(site, NATIVE)


def cut_to(size: int) -> Callable[[Path], None]:
    """So many bytes of the library; of a negative number, all but so many."""

    def cut(site: Path) -> None:
        os.truncate(library(site), size if size >= 0 else library(site).stat().st_size + size)

    return cut


def one_byte_changed(site: Path) -> None:
    raw = bytearray(library(site).read_bytes())
    raw[len(raw) // 2] ^= 1
    library(site).write_bytes(raw)


def zeros_at_the_end(site: Path) -> None:
    """As a machine leaves it that stops before all is on the disk."""
    raw = library(site).read_bytes()
    library(site).write_bytes(raw[: len(raw) // 2].ljust(len(raw), b"\0"))


def hidden(site: Path) -> None:
    library(site).rename(site / "elsewhere.so")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (hidden, r"No such file|No module"),
        *((cut_to(size), "tellers_native.abi3.so is another file") for size in (0, 64, 4096, 500_000, -4096, -1)),
        (one_byte_changed, "tellers_native.abi3.so is another file"),
        (zeros_at_the_end, "tellers_native.abi3.so is another file"),
    ],
)
def test_a_library_that_is_not_whole_is_not_loaded(site: Path, damage: Callable[[Path], None], reason: str) -> None:
    """To load one of which pages are missing ends the process with SIGBUS, and without a word."""
    damage(site)
    said = python("from tellers.ballots.group import back_end; print(back_end())", site=site)
    assert re.match(f"{LIBSODIUM} .*({reason})", said)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (None, "is installed without pip's record of its files"),
        (b"", "is installed without pip's record of its files"),
        (b"\n\n", "pip's record of its files cannot be read"),
        (b"\xff\xfe\x00", "pip's record of its files cannot be read"),
        (b"tellers_native/__init__.py,sha256=ZJ-5W7,ten", "pip's record of its files cannot be read"),
        (b",sha256=ZJ-5W7,10", "pip's record of its files cannot be read"),
        (b"tellers_native/none.py,sha256=ZJ-5W7,10", "none.py"),
    ],
)
def test_a_record_that_says_nothing_of_the_library_is_named(site: Path, record: bytes | None, reason: str) -> None:
    place = next(site.glob("*.dist-info")) / "RECORD"
    if record is None:
        place.unlink()
    else:
        place.write_bytes(record)
    said = python("from tellers.ballots.group import back_end; print(back_end())", site=site)
    assert said.startswith(LIBSODIUM)
    assert reason in said or (sys.version_info >= (3, 12) and "without pip's record" in said)


def test_half_a_library_is_no_obstacle_to_verifying(site: Path) -> None:
    cut_to(500_000)(site)
    says(site, "tellers-native is not as it was installed")


def replaced(site: Path, text: str) -> None:
    """Another `__init__.py` of the module, which pip's record has too: another build was installed."""
    module = site / "tellers_native" / "__init__.py"
    module.write_text(text, "utf-8")
    digest = urlsafe_b64encode(hashlib.sha256(module.read_bytes()).digest()).decode("ascii").rstrip("=")
    record = next(site.glob("*.dist-info")) / "RECORD"
    lines = record.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("tellers_native/__init__.py,")]
    record.write_text("\n".join([*kept, f"tellers_native/__init__.py,sha256={digest},{len(text)}"]) + "\n", "utf-8")


ALL = "from .tellers_native import *\nfrom .tellers_native import __version__\n"


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("raise ImportError('undefined symbol: PyThing')", "installed and does not load: undefined symbol: PyThing"),
        ("raise RuntimeError('a fault of its own')", "installed and does not load: a fault of its own"),
        ("raise BaseException('as a panic of Rust is one')", "does not load: as a panic of Rust is one"),
        ("raise SystemExit(3)", "installed and does not load: 3"),
        ("1 +", "installed and does not load: invalid syntax"),
        ("from .tellers_other import *", "does not load: No module named 'tellers_native.tellers_other'"),
        ("", "is version None; expected 0.1.0"),
        (ALL + "__version__ = '0.2.0'", "is version 0.2.0; expected 0.1.0"),
        (ALL + "del decode_at_once, sums", "is an old build of 0.1.0, without decode_at_once, sums"),
        (ALL + "back_end = lambda: 'AVX2'", "is another build of 0.1.0, and fails when it is tried"),
        (ALL + "def public_products(points, scalars): pass", "another build of 0.1.0, and fails when it is tried"),
        (ALL + "def sums(points, lengths): raise BaseException('panic')", "fails when it is tried: panic"),
        (ALL + "multi_product = lambda points, scalars: scalars[:32]", "does not compute what libsodium does"),
        (ALL + "column = lambda raw, randomness=None: known_column(raw)", "does not compute what libsodium does"),
        (ALL + "decode_at_once = lambda raw, randomness: known_members(raw)", "does not compute what libsodium does"),
        (ALL + "secret_products = lambda *terms: ([None] * 3, bytes(96))", "does not compute what libsodium does"),
    ],
)
def test_another_build_is_named_and_not_used(site: Path, module: str, reason: str) -> None:
    replaced(site, module)
    said = python("from tellers.ballots.group import back_end; print(back_end())", site=site)
    assert said.startswith(LIBSODIUM)
    assert reason in said


def test_a_build_that_raises_is_no_obstacle_to_verifying(site: Path) -> None:
    replaced(site, "raise BaseException('as a panic of Rust is one')")
    says(site, "does not load: as a panic of Rust is one")


def test_a_folder_of_the_same_name_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "tellers_native").mkdir()
    (tmp_path / "tellers_native" / "__init__.py").write_text("print('mine')", "utf-8")
    said = python("from tellers.ballots.group import back_end; print(back_end())", site=tmp_path)
    assert said.startswith("libsodium, by PyNaCl; tellers-native is not what Python finds: ")
    assert "is in its place" in said


WITHOUT = """
import sys
sys.modules["tellers_native"] = None
from tellers.cli.main import run
print(run(["verify", sys.argv[1]]), run(["doctor"]))
"""


def test_a_machine_without_the_extension_verifies_all_the_same() -> None:
    said = python(WITHOUT, str(ARCHIVE))
    assert "All checks passed" in said
    assert "libsodium, by PyNaCl; tellers-native is not installed" in said
    assert "absent   tellers-native: tellers-native is not installed; libsodium computes the same" in said
    assert said.endswith("0 0\n")


def test_who_asks_for_an_extension_that_is_broken_is_told_what_to_do(site: Path) -> None:
    cut_to(500_000)(site)
    code = "from tellers.cli.main import main; import sys; sys.argv = ['tellers', 'doctor']; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(site), "TELLERS_BACKEND": "native"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "tellers-native is not as it was installed" in done.stderr
    assert "`make native` builds it" in done.stderr
    assert "Traceback" not in done.stderr


# In mid-air.

REMOVED = """
import shutil, sys
from tellers.ballots import group
from tellers.cli.main import run
g = group.ED25519.generator
products = [((g, n), (g ** 7, 3)) for n in range(99)]
before = group.ED25519.public_texts(products)
shutil.rmtree(sys.argv[2])
assert group.ED25519.public_texts(products) == before
print(run(["verify", sys.argv[1]]), group.back_end())
"""


def test_a_process_that_has_it_goes_on_when_it_is_removed(site: Path) -> None:
    said = python(REMOVED, str(ARCHIVE), str(site / "tellers_native"), site=site)
    assert "All checks passed" in said
    assert f"0 {NATIVE}" in said
    says(site, "libsodium, by PyNaCl; tellers-native is")


FORKED = """
import os
from tellers.ballots import group
g = group.ED25519.generator
assert "dalek" in group.back_end()
made = group.ED25519.secret_products([((g, 5),)])
child = os.fork()
if not child:
    assert group.ED25519.public_texts([((one, n), (g, 1)) for one in made for n in range(99)])[2] == (g**11).text
    assert "libsodium" in group.back_end() and "forked" in group.back_end()
    try:
        group.use_back_end("native")
    except group.Refused:
        os._exit(0)
    os._exit(1)
assert os.waitpid(child, 0)[1] == 0
assert "dalek" in group.back_end()
"""


def test_a_forked_process_computes_without_the_threads_that_it_does_not_have() -> None:
    """They stay with the parent, and a call to Rust would wait for them for ever."""
    python(FORKED)


FORKED_BEFORE = """
import os
from tellers.ballots import group
if not (child := os.fork()):
    os._exit("dalek" not in group.back_end())
assert os.waitpid(child, 0)[1] == 0
"""


def test_a_process_forked_before_it_was_loaded_has_threads_of_its_own() -> None:
    python(FORKED_BEFORE)


THREADLESS = """
import resource
from tellers.ballots.group import back_end
resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
print(back_end())
"""


def test_where_no_thread_can_start_libsodium_computes() -> None:
    """A process may have a limit of memory or of threads; here a thread asks for more than there is."""
    said = python(THREADLESS, RUST_MIN_STACK=str(2**33))
    assert said.startswith("libsodium, by PyNaCl; tellers-native is installed and does not load: its threads do not")


BOUND = """
import os
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
from tellers.ballots.group import BELENIOS_2048, ED25519
assert (ED25519.engine.cores, BELENIOS_2048.cores) == (1, 1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds a process to cores")
def test_a_process_bound_to_one_core_uses_one() -> None:
    python(BOUND)


# What was asked for.

PYTHON_ASKED_FOR = """
import os, sys
from tellers.cli.main import run, use_asked_back_end
use_asked_back_end(os.environ)
print([run(words) for words in (["--version"], ["doctor"], ["verify", sys.argv[1]])])
assert "tellers_native" not in sys.modules
"""


def test_where_python_is_asked_for_the_extension_is_not_loaded() -> None:
    said = python(PYTHON_ASKED_FOR, str(ARCHIVE), TELLERS_BACKEND="python")
    assert "(Ed25519: libsodium, by PyNaCl; tellers-native was not asked for)" in said
    assert "absent   tellers-native: tellers-native was not asked for; libsodium computes the same" in said
    assert said.endswith("[0, 0, 0]\n")


def test_it_is_not_loaded_before_many_are_computed_at_once() -> None:
    code = "import sys; from tellers.ballots.group import ED25519; ED25519.generator ** 3; "
    python(code + "assert 'tellers_native' not in sys.modules")

"""What is installed: every package of the tree, nothing but `claimgraph`, and a wheel that works on its own."""

import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TREES = {"kg": "claimgraph", "loaders": "claimgraph.loaders", "ontology": "claimgraph.ontology"}
TREES |= {"queries": "claimgraph.queries", "server": "claimgraph.server"}


def _project() -> dict[str, object]:
    project: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project


def _packages_in_tree() -> set[str]:
    found = set()
    for folder, package in TREES.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            inner = init.parent.relative_to(ROOT / folder).parts
            found.add(".".join((package, *inner)))
    return found


def test_every_package_of_the_tree_is_installed() -> None:
    tool = _project()["tool"]
    assert isinstance(tool, dict)
    assert set(tool["setuptools"]["packages"]) == _packages_in_tree()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built by way of the sdist, as a release is."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh environment with the wheel in it; the dependencies are those of this one."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # A plain line in a .pth file adds the folder without reading the .pth files in it, so not the editable install.
    site = next((home / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


@pytest.mark.slow
def test_only_claimgraph_enters_site_packages(clean_python: Path) -> None:
    site = next((clean_python.parent.parent / "lib").glob("python*/site-packages"))
    ours = {p.name for p in site.iterdir()} - {"dependencies.pth", "_distutils_hack", "distutils-precedence.pth"}
    named = {n for n in ours if not n.startswith(("pip", "setuptools", "pkg_resources", "__pycache__"))}
    assert {n.split("-")[0] for n in named} == {"claimgraph"}


@pytest.mark.slow
def test_the_wheel_builds_and_answers(clean_python: Path, tmp_path: Path) -> None:
    claimgraph = [str(clean_python.parent / "claimgraph")]
    store = str(tmp_path / "store")
    example = sorted(map(str, (ROOT / "examples").glob("*.txt")))[0]
    built = subprocess.run(
        [*claimgraph, "build", example, "--store", store], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    ask = "SELECT (COUNT(*) AS ?n) { ?c a <https://w3id.org/claimgraph/ns#Claim> }"
    asked = subprocess.run(
        [*claimgraph, "query", "--store", store, "--format", "csv", ask], capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr
    assert int(asked.stdout.split()[1]) > 0
    where = [str(clean_python), "-c", "import claimgraph; print(claimgraph.__file__)"]
    home = subprocess.run(where, capture_output=True, text=True, check=True).stdout
    assert str(clean_python.parent.parent) in home

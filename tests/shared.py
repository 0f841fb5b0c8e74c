"""The folder of development corpora and its scorer, beside the repository or where CLAIMGRAPH_SHARED says."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"


def shared(*parts: str) -> Path:
    """Return a path in the shared folder; skip the test where there is none."""
    base = Path(os.environ.get("CLAIMGRAPH_SHARED", ROOT.parent / "shared"))
    path = base.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no {path.name}: the development corpora are not beside the repository (set CLAIMGRAPH_SHARED)")
    return path


def scorer() -> ModuleType:
    """Return the scorer of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location("claimgraph_score", shared("score", "score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module

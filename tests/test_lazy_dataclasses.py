"""Classes of values whose methods are made when first used are as those of the standard library."""

from __future__ import annotations

import ast
import copy
import dataclasses
import importlib
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import builder
from builder.language.lazy_dataclasses import dataclass
from tests.conftest import ROOT

FORMS: list[dict[str, bool]] = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True, "eq": False},
]


def _class(decorator: Callable[..., Any], form: dict[str, bool]) -> Any:
    @decorator(**form)
    class Weir:
        name: str
        height: int = 3
        gates: list[int] = dataclasses.field(default_factory=list)
        seen: dict[str, int] = dataclasses.field(default_factory=dict, init=False, repr=False)

    return Weir


@dataclass(frozen=True, slots=True)
class Reservoir:
    name: str
    volume: float = 0.5


@dataclass(frozen=True)
class Basin:
    reservoirs: tuple[Reservoir, ...]
    drained: list[str] = dataclasses.field(default_factory=list, init=False)


def _told(of: Any, *given: Any, **named: Any) -> object:
    """What making a value says of itself, or how it fails."""
    try:
        value = of(*given, **named)
    except TypeError as error:
        return str(error)
    return repr(value), dataclasses.asdict(value), dataclasses.asdict(dataclasses.replace(value, height=9))


@pytest.mark.parametrize("form", FORMS)
def test_values_are_made_alike(form: dict[str, bool]) -> None:
    ours, theirs = _class(dataclass, form), _class(dataclasses.dataclass, form)
    for given, named in [
        (("甲",), {}),
        (("甲", 5, [1]), {}),
        ((), {"gates": [2], "name": "乙"}),
        ((), {}),
        (("甲",), {"name": "乙"}),
        (("甲",), {"seen": {}}),
        (("甲", 1, [], {}), {}),
    ]:
        assert _told(ours, *given, **named) == _told(theirs, *given, **named)
    assert ours("甲").gates is not ours("甲").gates
    assert ours.__match_args__ == theirs.__match_args__
    assert hasattr(ours("甲"), "__dict__") == hasattr(theirs("甲"), "__dict__")


@pytest.mark.parametrize("form", FORMS)
def test_values_are_compared_alike(form: dict[str, bool]) -> None:
    for kind in (_class(decorator, form) for decorator in (dataclass, dataclasses.dataclass)):
        same = form.get("eq", True)
        assert (kind("甲") == kind("甲", 3)) is same
        assert kind("甲") != kind("甲", 4)
        assert kind("甲") != ("甲", 3, [], {})
        if "frozen" not in form:
            with pytest.raises(TypeError):
                hash(kind("甲"))


def test_equal_values_are_one_in_a_set() -> None:
    assert len({Reservoir("甲"), Reservoir("甲", 0.5), Reservoir("乙")}) == 2


def test_frozen_values_cannot_be_changed() -> None:
    value = Reservoir("甲")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "乙"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert value == Reservoir("甲")
    changing = _class(dataclass, {"slots": True})("甲")
    changing.name = "乙"
    assert changing.name == "乙"


def test_values_are_pickled_and_copied() -> None:
    value = Basin((Reservoir("甲", 2), Reservoir("乙")))
    value.drained.append("甲")
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert other.reservoirs == value.reservoirs
        assert other.drained == []  # no argument: made anew


def test_methods_are_made_at_first_use() -> None:
    program = (
        "import gc, builder.commands.parse\n"
        "kinds = [each for each in gc.get_objects() if isinstance(each, type) and '__dataclass_fields__' in vars(each)]\n"
        "ours = [each for each in kinds if each.__module__.startswith('builder.')]\n"
        "print(len(ours) > 80, sum(each.__init__.__name__ == 'first' for each in ours) > len(ours) * .8)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "True True\n"


def test_methods_of_all_classes_can_be_made() -> None:
    kinds: dict[str, Any] = {}
    for module in pkgutil.walk_packages(builder.__path__, "builder."):
        if not module.name.endswith("__main__"):
            loaded = importlib.import_module(module.name)
            kinds |= {repr(each): each for each in vars(loaded).values() if isinstance(each, type)}
    kinds = {name: each for name, each in kinds.items() if dataclasses.is_dataclass(each)}
    assert len(kinds) > 150
    for kind in kinds.values():
        taken = [field.name for field in dataclasses.fields(kind) if field.init]
        value = kind(**dict.fromkeys(taken, "甲"))
        assert [getattr(value, name) for name in taken] == ["甲"] * len(taken)
        assert (value == kind(**dict.fromkeys(taken, "甲"))) == ("eq=False" not in _decorators(kind))


def _decorators(kind: type) -> str:
    """How the class is decorated where it is defined."""
    tree = ast.parse((ROOT / (kind.__module__.replace(".", "/") + ".py")).read_text("utf-8"))
    found = next(each for each in ast.walk(tree) if isinstance(each, ast.ClassDef) and each.name == kind.__name__)
    return " ".join(map(ast.unparse, found.decorator_list))


def test_rooms_use_them() -> None:
    """No module of the rooms decorates classes with the standard library's `dataclass`."""
    for path in sorted((ROOT / "builder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "dataclasses":
                names = {each.name for each in node.names}
                assert "dataclass" not in names or path.name == "lazy_dataclasses.py", path

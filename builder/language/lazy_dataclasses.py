"""`dataclass` whose methods are made when first used: `from builder.language.lazy_dataclasses import dataclass`.

The rooms have about two hundred classes of values. The standard library writes and compiles eight methods for each when
it is defined, which takes longer than reading a notice does, and a command makes values of few of them. Here the
class is the standard library's, so that `fields`, `replace` and `asdict` know it; the methods that must be fast are
compiled at the first call, the others are the same for all. Values are made in two thirds of the time, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

Method = Callable[..., Any]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, for classes without a base of that kind and without `__post_init__`."""

        def made(kind: type) -> type:
            kind.__doc__ = kind.__doc__ or kind.__name__  # else the standard library writes one, which takes long
            kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
            _later(kind, "__init__", lambda: _making(kind, frozen))
            kind.__repr__ = _shown
            if eq:
                _later(kind, "__eq__", lambda: _comparing(kind))
                kind.__hash__ = None
            if eq and frozen:
                _later(kind, "__hash__", lambda: _compiled(kind, "__hash__", "self", [f"return hash({_values(kind)})"]))
            if frozen:
                kind.__setattr__ = kind.__delattr__ = _refuse
                kind.__reduce__ = _reduced
            return kind

        return made


def _later(kind: type, name: str, make: Callable[[], Method]) -> None:
    """Give the class a method that `make` makes at the first call."""

    def first(*given: Any, **named: Any) -> Any:
        method = make()
        setattr(kind, name, method)
        return method(*given, **named)

    setattr(kind, name, first)


def _making(kind: type, frozen: bool) -> Method:
    """`__init__`: the arguments in the order of the fields, with their defaults."""
    names: dict[str, Any] = {"missing": dataclasses.MISSING}
    arguments, body = ["self"], ["pass"]
    for field in dataclasses.fields(kind):
        name = value = field.name
        if field.default is not dataclasses.MISSING:
            names[f"default_{name}"] = field.default
            arguments.append(f"{name}=default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"make_{name}"] = field.default_factory
            value = f"make_{name}()"
            if field.init:
                value += f" if {name} is missing else {name}"
                arguments.append(f"{name}=missing")
        else:
            arguments.append(name)
        slot = vars(kind).get(name)
        if not frozen:
            body.append(f"self.{name} = {value}")
        elif isinstance(slot, MemberDescriptorType):
            names[f"put_{name}"] = slot.__set__
            body.append(f"put_{name}(self, {value})")
        else:
            body.append(f"self.__dict__[{name!r}] = {value}")
    return _compiled(kind, "__init__", ", ".join(arguments), body, names)


def _comparing(kind: type) -> Method:
    """`__eq__`: of the same class, with the same values."""
    body = [
        "if other.__class__ is not self.__class__: return NotImplemented",
        f"return {_values(kind)} == {_values(kind, 'other')}",
    ]
    return _compiled(kind, "__eq__", "self, other", body)


def _values(kind: type, of: str = "self") -> str:
    """The expression of a tuple of all fields."""
    return f"({''.join(f'{of}.{field.name}, ' for field in dataclasses.fields(kind))})"


def _compiled(kind: type, name: str, arguments: str, body: list[str], names: dict[str, Any] | None = None) -> Method:
    """A method of the class `kind`; `names`: what its `body` knows besides its arguments."""
    scope = dict(names or {})
    exec(f"def {name}({arguments}):\n " + "\n ".join(body), scope)
    method: Method = scope[name]
    method.__qualname__ = f"{kind.__qualname__}.{name}"
    return method


def _shown(self: Any) -> str:
    shown = [f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _reduced(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple(getattr(self, field.name) for field in dataclasses.fields(self) if field.init)


def _refuse(_self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"the field {name!r} cannot be set")

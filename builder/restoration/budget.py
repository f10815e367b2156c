"""How much a search may do in one file, counted in steps of its own and not in seconds: the same file then
gives the same text on any machine."""

from __future__ import annotations

from builder.language.lazy_dataclasses import dataclass

_AT_LEAST = 20_000
_FOR_EACH_CHARACTER = 4
"""The most damaged notice that is known takes half a step a character, 5,500 in all."""


@dataclass(slots=True)
class Budget:
    """`left`: the steps that may still be made. `given_up`: the place in the text from which on nothing was looked
    for."""

    left: int
    given_up: int | None = None

    @classmethod
    def of(cls, text: str) -> Budget:
        """The budget of a text: so many steps for each character, and a number that short ones may take too."""
        return cls(_AT_LEAST + _FOR_EACH_CHARACTER * len(text))

    def spend(self, steps: int) -> None:
        """Take off so many steps; what is left may fall below 0."""
        self.left -= steps

    def is_spent(self, at: int) -> bool:
        """Whether nothing is left; `at` is then the place where the search was given up."""
        if self.left > 0:
            return False
        if self.given_up is None:
            self.given_up = at
        return True

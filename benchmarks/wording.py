"""Sentences of the corpus: an aim told as an order, a report or a detail, in words that seldom come again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Aim:
    """What a task is about: the inspection (aspect) of reservoirs (thing) by a register (form); `how`, in words that
    one notice may take over from another."""

    theme: str
    thing: str
    aspect: str
    form: str
    how: str


def means(pick: Random) -> str:
    """How it is done: 拓宽沿河台阶坡道."""
    kind = pick.choice(WORDS["kinds"]) if pick.random() < 0.6 else ""
    place = f"在{spot(pick)}" if pick.random() < 0.2 else ""
    act: str = pick.choice(WORDS["acts"])
    return place + act + kind + "".join(pick.sample(WORDS["nouns"], pick.randint(1, 2)))


def new_aim(pick: Random, theme: str) -> Aim:
    words = WORDS["themes"][theme]
    return Aim(
        theme, pick.choice(words["things"]), pick.choice(words["aspects"]), pick.choice(WORDS["forms"]), means(pick)
    )


def spot(pick: Random) -> str:
    """The name of a village or a river that nobody has heard of."""
    settlement: str = pick.choice(WORDS["settlements"])
    return "".join(pick.choices(WORDS["signs"], k=2)) + settlement


def order(pick: Random, aim: Aim) -> str:
    """The sentence of a plan that says what is to be done."""
    verb, how = pick.choice(WORDS["verbs"]), _how(pick, aim)
    return pick.choice(
        (
            f"{verb}{aim.thing}{aim.aspect}{aim.form},{how}。",
            f"以{aim.thing}为重点,{verb}{aim.aspect}{aim.form},{how}。",
            f"围绕{aim.thing}{aim.aspect},{how},{verb}相应{aim.form}。",
        )
    )


def _how(pick: Random, aim: Aim) -> str:
    return aim.how if pick.random() < 0.5 else means(pick)


def told(pick: Random, aim: Aim) -> str:
    """The sentence of a report that says what was done."""
    count, how = pick.randint(3, 480), _how(pick, aim)
    return pick.choice(
        (
            f"建成{aim.thing}{aim.aspect}{aim.form}{count}处,{how}。",
            f"全年完成{aim.thing}{aim.aspect}{count}件,{aim.form}投入使用,{how}。",
            f"在{spot(pick)}等地推开{aim.thing}{aim.aspect},{aim.form}覆盖{count}户。",
        )
    )


def detail(pick: Random, aim: Aim) -> str:
    """A further sentence of either."""
    other = pick.choice(WORDS["themes"][aim.theme]["things"])
    one, another = pick.sample(WORDS["doers"], 2)
    nouns = pick.sample(WORDS["nouns"], 3)
    return pick.choice(
        (
            f"先在{spot(pick)}、{spot(pick)}和{spot(pick)}{means(pick)},再{means(pick)}。",
            f"对{other}{nouns[0]}{pick.choice(WORDS['faults'])}的,{means(pick)},{means(pick)}。",
            f"方便{one}和{another}{means(pick)},{means(pick)}。",
            f"从{spot(pick)}{means(pick)}{pick.randint(2, 600)}件,{means(pick)}。",
            f"{means(pick)},{means(pick)},{means(pick)}。",
            f"{one}反映{nouns[0]}{nouns[1]}{pick.choice(WORDS['faults'])}的,请{another}{means(pick)}。",
            f"{other}{nouns[0]}、{nouns[1]}和{nouns[2]}{pick.choice(WORDS['acts'])}后,{means(pick)}。",
        )
    )


def limit(pick: Random, aim: Aim, year: int) -> str:
    """A sentence with a time limit and a target."""
    if pick.random() < 0.3:
        often = pick.choice(("每年", "每季度", "每月"))
        return f"{often}{pick.choice(WORDS['acts'])}{aim.thing}{aim.aspect}不少于{pick.randint(2, 6)}次。"
    day = pick.choice(
        (f"{year + pick.randint(0, 2)}年底前", f"{year + 1}年{pick.randint(1, 12)}月底前", f"到{year + 2}年")
    )
    return f"{day}{means(pick)},{aim.thing}{aim.aspect}完成率达到{pick.randint(50, 99)}%以上。"

"""What the columns of tables of tasks are, by their headings: number, content, bodies of a role, time limit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.role_words import DUTY, Role, role_of, role_of_column
from builder.language.wordlists import read_data

LONGEST_HEAD = 20
_LONGEST_PART = 6


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    known = read_data("table_heads.yml", Path(__file__).parent)
    columns = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in known.pop("columns").items()}
    return columns, {name: re.compile(pattern) for name, pattern in known.items()}


def column_kind(heading: str) -> str | None:
    """number, content, period, limit, or the role of a column's bodies (lead, responsible, supporting); None for other
    columns. Any heading that ends as a label of bodies does (负责考核部门) is one, but for those of measures."""
    bare = re.sub(r"\s", "", heading)
    columns, others = _patterns()
    if not bare or len(bare) > LONGEST_HEAD or others["internal"].search(bare) or others["workplace"].fullmatch(bare):
        return None
    named = next((name for name, pattern in columns.items() if pattern.fullmatch(bare)), None)
    if named or (role := role_of_column(bare)):
        return named or role
    return role_of(bare) if others["bodies"].search(bare) and not others["no_bodies"].search(bare) else None


def internal_role(heading: str) -> Role | None:
    """The role of a column of a body's own offices (责任科室), which names the bodies only where no other does."""
    bare = re.sub(r"\s", "", heading)
    return role_of(bare) if len(bare) <= LONGEST_HEAD and _patterns()[1]["internal"].search(bare) else None


def part_of_head(words: str) -> str:
    """The heading that divides one above it, whole: 牵头, 实施 below 责任分工 are 牵头, 实施单位; "" where the words
    head no column of bodies or times."""
    bare = re.sub(r"\s", "", words)
    if not bare or len(bare) > _LONGEST_PART:
        return ""
    heading = bare + "单位" if re.fullmatch(DUTY, bare) else bare
    return heading if column_kind(heading) not in (None, "number", "content") else ""


def says_nobody(words: str) -> bool:
    """Whether a cell names nobody: /, 无, empty."""
    return bool(_patterns()[1]["nobody"].match(words))


def is_total(words: str) -> bool:
    """Whether a cell heads a row of sums: 合计, 总分."""
    return bool(_patterns()[1]["total"].fullmatch(re.sub(r"\s", "", words)))


def is_measure(words: str) -> bool:
    """Whether a cell says in what something is counted: 个, 平方米, 万元/年."""
    return bool(_patterns()[1]["measure"].fullmatch(re.sub(r"\s", "", words)))


def is_of_scores(heading: str) -> bool:
    """Whether a heading is of a table in which bodies are scored: 分值, 评分标准."""
    return bool(_patterns()[1]["scores"].fullmatch(re.sub(r"\s", "", heading)))


def is_problem(heading: str) -> bool:
    """Whether a heading is of what is wrong: 存在问题."""
    return bool(_patterns()[1]["problem"].fullmatch(re.sub(r"\s", "", heading)))


def is_criteria(heading: str) -> bool:
    """Whether a heading is of what is asked for the points: 评分标准."""
    return bool(_patterns()[1]["criteria"].fullmatch(re.sub(r"\s", "", heading)))


def is_side_head(heading: str) -> bool:
    """Whether a heading is of a column that stands beside those of a table of tasks: 备注, 分值."""
    return is_of_figures(heading) or bool(_patterns()[1]["beside"].fullmatch(re.sub(r"\s", "", heading)))


def is_of_figures(heading: str) -> bool:
    """Whether a heading is of a column of figures: 分值, 计划投资（万元）."""
    return bool(_patterns()[1]["figures"].fullmatch(re.sub(r"\s", "", heading)))


def is_form_label(words: str) -> bool:
    """Whether a cell is the label of an entry of a form, which somebody fills in beside it: 姓名, 联系电话/传真."""
    form = _patterns()[1]["form"]
    parts = re.split("[/、和及]", re.sub(r"[\s：:*＊]", "", words))
    return all(map(form.fullmatch, parts))

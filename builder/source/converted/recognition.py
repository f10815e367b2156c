"""The text of scanned pages by Tesseract with its model of Simplified Chinese, where it is installed.

Rows of each page as they stand, indented as they are shifted from the margin, pages divided by form feeds: as the text
of a PDF is given. Tesseract's own PDF is not used: the places of its signs are too rough for the order of figures.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from builder.language import lazy_re as re
from builder.messages.translation import N_, _
from builder.model.errors import InputError
from builder.source.converted.office import Made
from builder.source.converted.programs import run_program

SECONDS = 120
"""For a page."""
_MODEL = "chi_sim"
_DOTS = 300  # an inch
_MOST_PAGES = 300
_MOST_INCHES = 24.0
_HOW = N_("install tesseract with its model chi_sim (apt install tesseract-ocr-chi-sim)")
_LAYOUT = "4"
"""One column of rows of several sizes; what finds columns by itself (3) drops the labels before indented paragraphs."""
_LATIN = re.compile(r"[A-Za-z0-9]")


def recognise(raw: bytes, path: Path) -> Made:
    """The text of a scanned PDF. InputError where there is no Tesseract, or it cannot read the pages."""
    program = shutil.which("tesseract")
    if program is None:
        raise InputError(
            _("is a scan, and tesseract, which recognises its characters, is not installed"), _(_HOW), path
        )
    with tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if _MODEL not in run_program([program, "--list-langs"], folder, SECONDS, path).split():
            raise InputError(_("is a scan, and tesseract has no model {model}", model=_MODEL), _(_HOW), path)
        version = run_program([program, "--version"], folder, SECONDS, path).split("\n", 1)[0].strip()
        pages: list[str] = []
        for picture in _pictures(raw, path, folder):
            options = ["-l", _MODEL, "--psm", _LAYOUT, "--dpi", str(_DOTS), "quiet", "tsv"]
            run_program([program, str(picture), str(folder / "page"), *options], folder, SECONDS, path)
            pages.append(_page_text((folder / "page.tsv").read_text("utf-8")))
            picture.unlink()
        text = "\f".join(pages)
    if not text.strip():
        raise InputError(
            _("holds no characters that tesseract recognises"), _("scan it anew, with 300 dots an inch"), path
        )
    return Made(".recognised.txt", text.encode(), f"{version} {_MODEL}")


def _pictures(raw: bytes, path: Path, folder: Path) -> Iterator[Path]:
    """Each page of a PDF as a picture in `folder`."""
    from pdfplumber import open as open_pdf

    try:
        with open_pdf(io.BytesIO(raw)) as document:
            if len(document.pages) > _MOST_PAGES:
                raise InputError(_("has more than {most} pages", most=_MOST_PAGES), _("divide it"), path)
            for number, page in enumerate(document.pages, 1):
                inches = max(page.width, page.height) / 72
                dots = _DOTS if inches <= _MOST_INCHES else int(_DOTS * _MOST_INCHES / inches)
                picture = folder / f"{number}.png"
                page.to_image(resolution=max(dots, 1)).original.convert("L").save(picture)
                yield picture
                page.close()
    except (InputError, MemoryError):
        raise
    except Exception:  # PDFium and pdfminer raise whatever their own code meets in a broken file
        raise InputError(_("is a damaged PDF"), _("download or save it anew"), path) from None


def _page_text(table: str) -> str:
    """The rows of a page from Tesseract's table of words."""
    rows: dict[tuple[str, ...], list[tuple[int, int, str]]] = {}
    for word in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if word.get("level") == "5" and (word.get("text") or "").strip():
            key = word["block_num"], word["par_num"], word["line_num"]
            rows.setdefault(key, []).append((int(word["left"]), int(word["height"]), word["text"]))
    if not rows:
        return ""
    margin = min(words[0][0] for words in rows.values())
    size = max(median(height for words in rows.values() for _, height, _ in words), 1)
    return "\n".join(
        "\u3000" * min(round((words[0][0] - margin) / size), 40) + _joined([word for _, _, word in words])
        for words in rows.values()
    )


def _joined(words: list[str]) -> str:
    """Words of a row; a space is between those of Latin letters alone."""
    text = ""
    for word in words:
        text += f" {word}" if text and _LATIN.match(text[-1]) and _LATIN.match(word) else word
    return text

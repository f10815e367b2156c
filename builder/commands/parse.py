"""`parse`: notices as JSON on standard output."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from builder.config.project import find_registry
from builder.exports.notice_json import as_json
from builder.ledger.alone import Resolver
from builder.ledger.resolving import resolve_together
from builder.messages.translation import _
from builder.model.notice import Notice
from builder.model.resolved import Resolved
from builder.pipeline import check_places, notice_from, published_notices
from builder.registry.loading import load_registry
from builder.source.converted.making import make_readable
from builder.source.raw_file import read_raw_notice


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar=_("FILE"))
    parser.add_argument("--ndjson", action="store_true", help=_("one notice a line"))


def run(arguments: argparse.Namespace) -> int:
    """Citations are resolved against the other files and what is published in the project around, if any."""
    registry = load_registry(find_registry(Path.cwd()))
    received = [make_readable(read_raw_notice(path)) for path in arguments.files]
    check_places(received, registry)
    read = [notice_from(raw, registry.divisions.added) for raw in received]
    published = published_notices(Path.cwd(), {notice.source_sha256 for notice in read}, registry)
    resolver = Resolver(registry)
    found: list[Notice] = []
    while len(found) < len(read):
        # Files of different folders may have one id: each such file is resolved in a round of its own.
        batch: dict[str, Resolved] = {}
        for notice in read[len(found) :]:
            if notice.id in batch:
                break
            batch[notice.id] = resolver.alone(notice)
        context = [each for each in published if each.notice.id not in batch]
        resolved = resolve_together([*batch.values(), *context], registry)
        found += [resolved.notice(notice_id) for notice_id in batch]
    for notice in found:
        print(json.dumps(as_json(notice), ensure_ascii=False, indent=None if arguments.ndjson else 2))
    return 0

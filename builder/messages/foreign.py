"""What other programs say: the system, PyYAML, MkDocs and Jinja speak English only, and a person reads it in ours.

Each sentence of theirs that a person's mistake may call forth is a template of the catalogue; what is in its places
is kept. Words that are no such sentence are given as they are, in Chinese as a quotation.
"""

from __future__ import annotations

import re
from functools import cache

from builder.messages.translation import N_, _

_SYSTEM = (  # strerror(3) of the GNU C library and of macOS
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("Directory not empty"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Input/output error"),
    N_("Device or resource busy"),
    N_("Text file busy"),
    N_("Invalid argument"),
    N_("Exec format error"),
    N_("Cannot allocate memory"),
    N_("File too large"),
    N_("Stale file handle"),
    N_("Address already in use"),
    N_("Cannot assign requested address"),
    N_("Name or service not known"),
    N_("Temporary failure in name resolution"),
    N_("No address associated with hostname"),
    N_("Address family not supported by protocol"),
    N_("embedded null byte"),
)
_YAML = (  # libyaml, and PyYAML where it says the same in other words
    N_("cannot be read"),
    N_("mapping values are not allowed in this context"),
    N_("mapping values are not allowed here"),
    N_("mapping keys are not allowed in this context"),
    N_("mapping keys are not allowed here"),
    N_("block sequence entries are not allowed in this context"),
    N_("sequence entries are not allowed here"),
    N_("could not find expected ':'"),
    N_("did not find expected ',' or ']'"),
    N_("did not find expected ',' or '}}'"),
    N_("did not find expected '-' indicator"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("did not find expected <document start>"),
    N_("did not find expected alphabetic or numeric character"),
    N_("did not find expected comment or line break"),
    N_("did not find expected hexdecimal number"),
    N_("did not find expected whitespace or line break"),
    N_("did not find the expected '>'"),
    N_("did not find expected tag URI"),
    N_("expected a single document in the stream"),
    N_("but found another document"),
    N_("found a tab character that violates indentation"),
    N_("found a tab character where an indentation space is expected"),
    N_("found character that cannot start any token"),
    N_("found character {sign} that cannot start any token"),
    N_("found an indentation indicator equal to 0"),
    N_("found duplicate %YAML directive"),
    N_("found incompatible YAML document"),
    N_("found unknown directive name"),
    N_("found undefined alias"),
    N_("found undefined tag handle"),
    N_("found unexpected ':'"),
    N_("found unexpected document indicator"),
    N_("found unexpected end of stream"),
    N_("found unexpected non-alphabetical character"),
    N_("found unknown escape character"),
    N_("found invalid Unicode character escape code"),
    N_("control characters are not allowed"),
)
_MKDOCS = (
    N_('The "{name}" plugin is not installed'),
    N_("Required configuration not provided."),
    N_("Expected type: {wanted} but received: {given}"),
    N_("Expected one of: {choices} but received: {given}"),
    N_("Expected a list of items, but a {given} was given."),
    N_("Expected a string, got {given}"),
    N_("Invalid type {given}. Expected a string or key/value pairs."),
    N_("Sub-option '{option}': {rest}"),
    N_("Unrecognised configuration name: {name}"),
    N_("Unrecognised theme name: '{name}'. The available installed themes are: {themes}"),
    N_("At least one of 'name' or 'custom_dir' must be defined."),
    N_("The path set in custom_dir ('{path}') does not exist."),
    N_("The path '{path}' isn't an existing {kind}."),
    N_("The URL isn't valid, it should include the http:// (scheme)"),
    N_("Must be a string of format 'IP:PORT'"),
    N_("Expected nav to be a list, got {given}"),
    N_("Expected nav item to be a dict of size 1, got {given}"),
    N_("Expected nav item to be a string or dict, got {given}"),
    N_("Invalid Markdown Extensions configuration"),
    N_("Invalid config options for Markdown Extension '{name}'."),
    N_("Failed to load extension '{name}'."),
    N_("Invalid Plugins configuration. Expected a list or dict."),
    N_("Invalid Plugins configuration"),
    N_("Invalid config options for the '{name}' plugin."),
    N_("Aborted with {count} configuration errors!"),
    N_("Aborted with a BuildError!"),
    N_("Config value '{name}': {rest}"),
    N_("Error reading page '{page}': {rest}"),
    N_("File not found: {page}"),
    N_("Encoding error reading file: {page}"),
    N_("Excluding '{page}' from the site because it conflicts with '{other}'."),
    N_('The following pages exist in the docs directory, but are not included in the "nav" configuration:'),
    N_(
        "An absolute path to '{link}' is included in the 'nav' configuration, "
        "which presumably points to an external resource."
    ),
    N_(
        "A reference to '{link}' is included in the 'nav' configuration, which is not found in the documentation files."
    ),
    N_(
        "A reference to '{link}' is included in the 'nav' configuration, but this file is excluded from the built site."
    ),
    N_("Doc file '{page}' contains an absolute link '{link}', it was left as is.{rest}"),
    N_("Doc file '{page}' contains an unrecognized relative link '{link}', it was left as is.{rest}"),
    N_("Doc file '{page}' contains a link '{link}', but there is no such anchor on this page.{rest}"),
    N_("Doc file '{page}' contains a link '{link}', but the doc '{other}' does not contain an anchor '{anchor}'."),
    N_("Doc file '{page}' contains a link '{link}', but the target is not found among documentation files.{rest}"),
    N_(
        "Doc file '{page}' contains a link '{link}', "
        "but the target '{target}' is not found among documentation files.{rest}"
    ),
    N_("Did you mean '{link}'?"),
    N_("This seems to be a footnote that is never referenced."),
    N_("Template skipped: '{name}' not found in theme directories."),
    N_("Template skipped: '{name}' not found in docs_dir."),
)
_TYPES = (  # as MkDocs names them
    N_("<class 'bool'>"),
    N_("<class 'str'>"),
    N_("<class 'int'>"),
    N_("<class 'list'>"),
    N_("<class 'dict'>"),
    N_("<class 'NoneType'>"),
)
_PACKAGES = (  # zipfile, zlib and expat, of the parts of a .docx
    N_("File is not a zip file"),
    N_("Bad CRC-32 for file {name}"),
    N_("Bad magic number for file header"),
    N_("Bad magic number for central directory"),
    N_("Truncated file header"),
    N_("Truncated central directory"),
    N_("Error {code} while decompressing data: {what}"),
    N_("{rest}: line {line}, column {column}"),
    N_("no element found"),
    N_("not well-formed (invalid token)"),
    N_("mismatched tag"),
    N_("unclosed token"),
    N_("unclosed CDATA section"),
    N_("undefined entity"),
    N_("unbound prefix"),
    N_("duplicate attribute"),
    N_("junk after document element"),
)
_JINJA = (
    N_("Unexpected end of template.{rest}"),
    N_("unexpected end of template, expected {wanted}."),
    N_("Encountered unknown tag {tag}.{rest}"),
    N_("expected token {wanted}, got {given}"),
    N_("Expected an expression, got {given}"),
    N_("unexpected {given}, expected {wanted}"),
    N_("unexpected char {given} at {place}"),
    N_("unexpected {given}"),
    N_("No filter named {name}."),
    N_("No test named {name}."),
    N_("{name} is undefined"),
    N_("tag name expected"),
)
_SENTENCES = (*_SYSTEM, *_YAML, *_TYPES, *_MKDOCS, *_PACKAGES, *_JINJA)


def reason(error: OSError | ValueError) -> str:
    """Why the system refuses something."""
    return said_by_other(getattr(error, "strerror", None) or str(error))


def said_by_other(words: str) -> str:
    """A line of another program in the language of this process."""
    known = _known(words)
    return _("{words}", words=words) if known is None else known


def _known(words: str) -> str | None:
    """As `said_by_other`; None for words that are no sentence of the catalogue."""
    for pattern, template in _patterns():
        if found := pattern.fullmatch(words):
            translated = _(template)
            fields = {name: _field(name, held) for name, held in found.groupdict().items()}
            return words if translated == template else translated.format(**fields)
    return None if words else ""


def _field(name: str, held: str) -> str:
    """`rest` is a sentence itself, what was `wanted` or `given` may be a type; all else is of the person."""
    if name == "rest":
        return said_by_other(held)
    return (_known(held) if name in ("wanted", "given") else None) or held


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each template with the pattern of what it may say."""
    return tuple((re.compile(_pattern(template), re.DOTALL), template) for template in _SENTENCES)


def _pattern(template: str) -> str:
    pieces = re.split(r"(?<!\{)\{(\w+)\}", template)
    places = (rf"(?P<{name}>.+?)" if name != "rest" else r"\s*(?P<rest>.*?)" for name in pieces[1::2])
    words = [re.escape(piece.replace("{{", "{").replace("}}", "}")) for piece in pieces[::2]]
    return words[0] + "".join(place + after for place, after in zip(places, words[1:], strict=True))

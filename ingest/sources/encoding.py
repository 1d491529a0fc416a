"""From bytes to text, without guessing.

Policy: a byte order mark, then the encoding the user named, then the one an HTML page declares, then
UTF-8. Anything else is an error that names the byte. charset-normalizer was tried on four English news
sentences with names such as "São Paulo" in windows-1252: it took three for windows-1250 with the highest
confidence and returned one misspelt name, so a guess would put false names into the graph.
"""

from __future__ import annotations

import codecs
import re

from ontology.errors import SourceError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF", "a PDF file; convert it first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it or save it as text or HTML first"),
    (b"\x1f\x8b", "gzip-compressed; unpack it first with gunzip"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text or HTML first"),
    (b"SQLite format 3", "a database"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
#: Where browsers read a declared encoding as the larger one (WHATWG Encoding Standard, "Names and labels").
LARGER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def decode(data: bytes, *, encoding: str | None = None, page: bool = False) -> str:
    """Return the text of a file; ``page`` says that an HTML declaration counts.

    Raises :class:`SourceError` naming the byte offset (counted from 0) and the remedy.
    """
    for mark, codec in MARKS:
        if data.startswith(mark):
            return strict(data, codec)
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"it is {what}")
    if b"\x00" in data[:8192] and encoding is None:
        raise SourceError("it is binary, not text; leave it out, or name its encoding with --encoding")
    if encoding is None and page and (match := DECLARED.search(data[:4096])):
        label = (match[1] or match[2]).decode("ascii")
        try:
            name = codecs.lookup(label).name
        except LookupError:
            raise SourceError(
                f"it declares the unknown encoding {label!r}; name the right one with --encoding"
            ) from None
        encoding = LARGER.get(name, name)
    return strict(data, encoding or "utf-8")


def strict(data: bytes, encoding: str) -> str:
    """Decode all bytes or raise :class:`SourceError` naming the first that cannot be."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"{data[error.start]:#04x}" if error.start < len(data) else "the end"
        name = {"cp1252": "windows-1252", "utf-8-sig": "UTF-8", "utf-8": "UTF-8"}.get(encoding, encoding)
        raise SourceError(
            f"byte {error.start} ({byte}) is not {name}; name the file's encoding, "
            "for example --encoding windows-1252, or convert the file to UTF-8"
        ) from None
    except LookupError:
        raise SourceError(f"{encoding!r} is no known encoding; try utf-8 or windows-1252") from None

"""The text of an article as all offsets refer to it.

Policy: Unicode NFC, ``\\n`` for every kind of line end, invisible characters out, paragraphs separated by
one blank line, lines that are no sentence of the article (captions, "Also read:", advertisements) out. A
paragraph that was wrapped to a line length is joined again; nothing else is changed.
"""

from __future__ import annotations

import re
import unicodedata

#: Soft hyphens, zero-width marks and control characters, which would split words unseen.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BLANK_LINES = re.compile(r"\n\s*\n")
LIST_ITEM = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s")
SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")

#: A line that begins like this is furniture of the page. A colon, bar or dash must follow the word.
FURNITURE = re.compile(
    r"""(?: (?:images?|photos?|photographs?|pictures?|pics?|videos?|watch|graphic|infographic|caption
           |file\ (?:photos?|pictures?)|representational\ images?|(?:photo|image)\ credits?|image\ source)
            \s*[:|]
          | (?:FILE|PHOTO|FILE\ PHOTO)\s*[-–—:|]
          | file\ (?:photo|image|picture)\b
          | (?:also\ read|read\ also|also\ see|see\ also|read\ more|read\ next|read\ here|more\ on\ this
              |related|related\ (?:stories|articles|topics)|recommended|trending)\s*(?:[:|\-–—]|$)
          | (?:advertisements?|sponsored(?:\ content)?|story\ continues\ below(?:\ this\ ad(?:vertisement)?)?
              |article\ continues\ (?:below|after)\ (?:this\ ad(?:vertisement)?|advertisement)
              |share\ this(?:\ (?:article|story))?|listen\ to\ (?:this\ )?article)\s*[.:]?$
        )""",
    re.IGNORECASE | re.VERBOSE,
)
#: A caption that ends in its credit: "The minister in Rome. Photograph: A. Smith/Agency", "… – File photo".
CREDIT = re.compile(
    r"(?:\b(?:Photo(?:graph)?|Image|Picture|Credit)s?:\s*(?:[^.?!]|\.(?=\S)|(?<=\b[A-Z])\.){2,60}|[-–—|(]\s*file\s+(?:photo|image|picture)\)?)\.?$",
    re.IGNORECASE,
)
CREDIT_LENGTH = 300
#: No text is wrapped to lines longer than this.
LINE_LENGTH = 100


def clean(text: str) -> str:
    """Return NFC text with ``\\n`` line ends, stripped lines, and no invisible characters or furniture."""
    text = INVISIBLE.sub("", LINE_END.sub("\n", unicodedata.normalize("NFC", text)))
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if not is_furniture(line)).strip()


def is_furniture(line: str) -> bool:
    """Tell whether a line is a caption, a pointer to another article or an advertisement."""
    return bool(FURNITURE.match(line)) or (len(line) <= CREDIT_LENGTH and bool(CREDIT.search(line)))


def paragraphs(text: str) -> str:
    """Separate paragraphs by one blank line; join the lines of a wrapped one with spaces."""
    blocks = [block.split("\n") for block in BLANK_LINES.split(text.strip())]
    wrapped = is_wrapped(blocks)
    out: list[str] = []
    for block in blocks:
        joined: list[str] = []
        for line in filter(None, (line.strip() for line in block)):
            if wrapped and joined and not LIST_ITEM.match(line):
                joined[-1] += " " + line
            else:
                joined.append(line)
        out += joined
    return "\n\n".join(out)


def is_wrapped(blocks: list[list[str]]) -> bool:
    """Tell whether a text was cut at a line length: no line is longer, and few ends are those of sentences."""
    inner = [line for block in blocks for line in block[:-1]]
    ends = sum(bool(SENTENCE_END.search(line)) for line in inner)
    return max(len(line) for block in blocks for line in block) <= LINE_LENGTH and ends * 2 < len(inner)

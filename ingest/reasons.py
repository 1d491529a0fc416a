"""Why the extractor leaves something out: the coded reasons that ``--explain`` shows.

Policy: everything that is dropped is dropped for one of these reasons, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "requested": "only asked for: the request is the event",
    "threatened": "only threatened: the threat is the event",
    "refused": "only refused: the refusal is the event",
    "no-actor": "nobody who acts or is acted upon, and neither place, day nor victims",
    "one-party": "a meeting or talk with only one known party",
    "weak": "the verb names an event only between two known actors",
    "no-treaty": "an act upon a treaty, but the text names no treaty",
    "media": "a news outlet reports, it does not take part",
    "question": "asked, not said",
    "private": "companies, outlets or athletes among themselves",
    "sport": "told among words of sport, without an office-holder or institution",
    "anaphor": "a bare mention of an event told elsewhere",
}

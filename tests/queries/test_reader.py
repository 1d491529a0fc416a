"""Questions to logical forms, without a store: many wordings, one form; and refusals with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from queries.form import Focus, Form, Reading, Refusal
from queries.names import Named
from queries.reader import read
from queries.times import Interval
from queries.wording import restate

TODAY = date(2025, 8, 1)

PARAPHRASES: dict[str, tuple[str, ...]] = {
    "Who met whom about the Indus Waters Treaty?": (
        "who met whom on the IWT",
        "Who has met whom over the Indus Water Treaty",
        "who held talks with whom regarding the indus waters treaty",
        "Who talked to whom concerning the Indus Waters Treaty?",
        "who spoke with whom about the indus waters treaty",
        "About the Indus Waters Treaty, who met whom?",
        "who negotiated the Indus Waters Treaty with whom",
        "who discussed the Indus Waters Treaty",
        "who met about the I.W.T.",
        "Show me who met whom about the Indus Waters Treaty",
        "tell me who conferred with whom about the Indus Waters Treaty",
        "who met whom with regard to the Indus Waters Treaty",
        "who met whom about lex:iwt",
    ),
    "Whom did Ishaq Dar meet?": (
        "Who did Ishaq Dar meet?",
        "who has Ishaq Dar met",
        "who met Ishaq Dar",
        "who met with ISHAQ DAR",
        "With whom did Ishaq Dar meet?",
        "who was met by Ishaq Dar",
        "Ishaq Dar met whom?",
        "who did Dar talk to",
        "who did Dar hold talks with",
        "Who held talks with Dar?",
        "who visited Ishaq Dar",
        "who has been meeting Ishaq Dar",
        "Who did Pakistan's Ishaq Dar meet",
        "who did Foreign Minister Ishaq Dar meet?",
        "who did Pakistani Foreign Minister Ishaq Dar meet",
        "who did Mohammad Ishaq Dar confer with",
        "who did Dar negotiate with",
        "List everyone Ishaq Dar met",
        "who did wd:dar meet",
    ),
    "When did Ishaq Dar and Wang Yi meet?": (
        "When did Ishaq Dar meet Wang Yi?",
        "When did Wang Yi meet Ishaq Dar?",
        "when did Ishaq Dar and Wang Yi meet",
        "On what date did Dar meet Wang Yi?",
        "when was Wang Yi met by Ishaq Dar",
        "when did Wang Yi and Dar hold talks",
        "When were the talks between Wang Yi and Ishaq Dar?",
        "When did the meeting between Ishaq Dar and Wang Yi take place?",
        "When did talks between Ishaq Dar and Wang Yi happen",
        "What day did Dar talk with Wang Yi",
    ),
    "Where did Ishaq Dar and Wang Yi meet?": (
        "Where did Ishaq Dar meet Wang Yi?",
        "where did the Dar–Wang Yi meeting take place",
        "In which city did Ishaq Dar meet Wang Yi",
        "where were Wang Yi and Ishaq Dar meeting",
        "where was the meeting of Wang Yi with Ishaq Dar held",
    ),
    "Did Ishaq Dar and Wang Yi meet?": (
        "Did Ishaq Dar meet Wang Yi?",
        "Has Dar met with Wang Yi?",
        "Have Wang Yi and Ishaq Dar ever met each other?",
        "Did Dar hold a meeting with Wang Yi",
        "was there a meeting between Ishaq Dar and Wang Yi",
        "Were there any talks between Wang Yi and Dar?",
    ),
    "What did Ishaq Dar and Wang Yi discuss?": (
        "what did Dar discuss with Wang Yi",
        "What did Wang Yi and Dar talk about?",
        "What was discussed by Dar and Wang Yi",
        "about what did Ishaq Dar talk with Wang Yi",
        "What were the talks between Dar and Wang Yi about?",
        "which topics did Dar and Wang Yi discuss",
        "What did Dar and Wang Yi discuss at their meetings",
    ),
    "Who met both Ishaq Dar and S. Jaishankar, together or apart?": (
        "Who has met both Dar and Jaishankar?",
        "Who met both Jaishankar and Ishaq Dar",
        "whom did both Dar and S Jaishankar meet",
        "who has talked with both Dar and Jaishankar?",
    ),
    "Which meetings are reported about trade in Geneva?": (
        "Which meetings took place in Geneva about trade?",
        "meetings in Geneva on trade",
        "trade talks in Geneva",
        "Geneva talks on trade",
        "show all meetings held in Geneva concerning trade",
    ),
    "How many meetings between Marco Rubio and S. Jaishankar are reported?": (
        "How many times did Rubio meet Jaishankar?",
        "How often did Rubio meet Jaishankar?",
        "how many meetings did Rubio have with Jaishankar",
        "number of meetings between Rubio and Jaishankar",
    ),
    "When did Marco Rubio and S. Jaishankar last meet?": (
        "When did Rubio last meet Jaishankar?",
        "when was the last time Rubio met Jaishankar",
        "Last time Rubio met Jaishankar",
        "when was the most recent meeting of Rubio and Jaishankar",
        "the latest talks between Rubio and Jaishankar",
    ),
    "Which meetings between India (or who acts for it) and Pakistan (or who acts for it) are reported since "
    "2025-04-01?": (
        "India–Pakistan meetings since April",
        "meetings between India and Pakistan since April 2025",
        "India-Pakistan talks since April 2025",
        "which meetings have India and Pakistan held since April",
    ),
}


def form(question: str, names: Sequence[Named]) -> Form:
    reading = read(question, names, TODAY)
    assert isinstance(reading, Reading), reading
    return reading.form


def refusal(question: str, names: Sequence[Named]) -> Refusal:
    reading = read(question, names, TODAY)
    assert isinstance(reading, Refusal), restate(reading.form)
    return reading


@pytest.mark.parametrize(
    ("question", "restated"), [(question, restated) for restated, group in PARAPHRASES.items() for question in group]
)
def test_wordings_of_one_question_are_restated_alike(question: str, restated: str, names: Sequence[Named]) -> None:
    assert restate(form(question, names)) == restated


@pytest.mark.parametrize("group", PARAPHRASES.values(), ids=PARAPHRASES.keys())
def test_wordings_of_one_question_have_one_form(group: Sequence[str], names: Sequence[Named]) -> None:
    assert len({form(question, names) for question in group}) == 1


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("in May 2025, who did Dar meet", "Whom did Ishaq Dar meet in May 2025?"),
        ("who did Dar meet in Beijing last month", "Whom did Ishaq Dar meet in Beijing in July 2025?"),
        ("who met Dar between April and June 2025", "Whom did Ishaq Dar meet from 2025-04-01 to 2025-06-30?"),
        ("who met in Doha", "Who met whom in Doha?"),
        ("who visited Beijing", "Who met whom in Beijing?"),
        ("did Rubio meet Dar or Wang Yi", "Did Ishaq Dar or Wang Yi and Marco Rubio meet?"),
        ("who met about trade and the IWT", "Who met whom about trade and the Indus Waters Treaty?"),
        ("who met about trade or the IWT", "Who met whom about trade or the Indus Waters Treaty?"),
        ("who attended the meeting between Dar and Wang Yi", "Whom did Ishaq Dar and Wang Yi meet?"),
        ("Which countries met in Doha?", "Which countries met each other in Doha?"),
        ("who did WHO meet", "Whom did World Health Organization (or who acts for it) meet?"),
        ("who did the U.S. meet", "Whom did United States (or who acts for it) meet?"),
        ("who met Erdogan", "Whom did Recep Tayyip Erdoğan meet?"),
        ("who did Ishaqq Dar meet", 'Whom did Ishaq Dar (for "Ishaqq Dar") meet?'),
        ("did dar meet wangyi", 'Did Ishaq Dar and Wang Yi (for "wangyi") meet?'),
        (
            "meetings per month between India and China",
            "How many meetings between China (or who acts for it) and India (or who acts for it) are reported, "
            "month by month?",
        ),
        (
            "which officials of Pakistan met Wang Yi",
            "Which persons of Pakistan (or who acts for it) did Wang Yi meet?",
        ),
        ("who accused Pakistan of trade", "Who accused Pakistan (or who acts for it) about trade?"),
        ("who was Wang Yi accused by", "Who accused Wang Yi?"),
        ("who was accused by Wang Yi", "Whom did Wang Yi accuse?"),
        ("whom did Wang Yi accuse", "Whom did Wang Yi accuse?"),
        ("who accused whom since May", "Who accused whom since 2025-05-01?"),
        ("what did Wang Yi say about the ceasefire", "Which statements of Wang Yi are reported about ceasefire?"),
        ("who attacked whom in Pakistan", "Who attacked whom in Pakistan?"),
        (
            "how many people were killed in attacks in Pahalgam",
            "How many dead and injured of attacks are reported in Pahalgam?",
        ),
        ("Which treaties did Wang Yi sign in 2025", "What did Wang Yi sign in 2025?"),
        ("who suspended the IWT", "Who suspended the Indus Waters Treaty?"),
        ("when was the IWT suspended", "When did anyone suspend the Indus Waters Treaty?"),
        ("what happened in Pahalgam", "Which events are reported in Pahalgam?"),
        ("who hosted the talks between Dar and Rubio", "Who hosted Ishaq Dar and Marco Rubio?"),
        ("who mediated between Dar and Rubio", "Who mediated between Ishaq Dar and Marco Rubio?"),
        ("Which meetings did Wang Yi host in May", "Which hosted meetings of Wang Yi are reported in May 2025?"),
        ("who imposed sanctions on Rubio", "Who imposed sanctions on Marco Rubio?"),
        ("who agreed with whom about trade", "Who agreed with whom about trade?"),
        ("who urged Wang Yi", "Who urged Wang Yi?"),
        ("who supported Rubio about trade", "Who supported Marco Rubio about trade?"),
        ("who arrested whom in Pakistan", "Who arrested, banned or seized whom in Pakistan?"),
        ("who aided Wang Yi", "Who aided Wang Yi?"),
    ],
)
def test_a_question_is_restated(question: str, restated: str, names: Sequence[Named]) -> None:
    assert restate(form(question, names)) == restated


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("who met whom", "pairs"),
        ("who met Dar", "others"),
        ("who met both Dar and Rubio", "common"),
        ("did Dar meet Rubio", "whether"),
        ("when and where did Dar meet Rubio", "when"),
        ("where did Dar meet Rubio", "where"),
        ("Dar's meetings with Rubio", "events"),
        ("what did Dar and Rubio discuss", "topics"),
        ("how often did Dar meet Rubio", "count"),
        ("how many meetings did Dar hold each month", "months"),
        ("casualties in Pakistan", "casualties"),
        ("how many were killed in the Pahalgam attack", "casualties"),
        ("how many attacks killed Dar", "count"),
        ("what happened to the Indus Waters Treaty", "events"),
        ("who signed an agreement with Dar", "others"),
    ],
)
def test_the_question_word_decides_what_is_asked(question: str, focus: Focus, names: Sequence[Named]) -> None:
    assert form(question, names).focus == focus


def test_a_time_word_becomes_an_interval(names: Sequence[Named]) -> None:
    interval = form("who did Dar meet this year", names).interval
    assert interval == Interval(date(2025, 1, 1), date(2026, 1, 1))


def test_an_adverb_is_left_out_and_named(names: Sequence[Named]) -> None:
    reading = read("who did Dar secretly meet", names, TODAY)
    assert isinstance(reading, Reading)
    assert reading.unread == ("secretly",)


@pytest.mark.parametrize(
    ("question", "unread"),
    [
        ("Will India leave the Indus Waters Treaty?", ("Will",)),
        ("Why did Dar meet Wang Yi?", ("Why",)),
        ("who met him", ("him",)),
        ("what did they discuss", ("they",)),
        ("did us meet Dar", ("us",)),
        ("delete all events", ("delete",)),
        ("Is Dar right?", ("right",)),
        ("who did Dar not meet", ("not",)),
        ("who met only Dar", ("only",)),
        ("Did Dar meet Jaishankar after the ceasefire?", ("after",)),
        ("who met about fisheries", ("fisheries",)),
        ("who met about the treaty", ("treaty",)),
        ("who talked about the meeting between Dar and Wang Yi", ("meeting",)),
        ("who met Dar in Wang Yi", ("Wang Yi",)),
        ("who met Dar's brother", ("brother",)),
        ("What is the capital of France?", ("capital", "France")),
        ("who accused India of attacking Pakistan", ("accused", "attacking")),
        ("who met Dar in May 2025 in June 2025", ("in May 2025", "in June 2025")),
        ("India Pakistan", ("India", "Pakistan")),
    ],
)
def test_what_cannot_be_read_is_refused_and_named(
    question: str, unread: tuple[str, ...], names: Sequence[Named]
) -> None:
    assert refusal(question, names).unread == unread


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Will India leave the treaty?", "not the future"),
        ("Why did Dar meet Wang Yi?", "not causes"),
        ("Is Dar right?", "judgement"),
        ("delete all events", "would change the graph"),
        ("who met him", "give the name"),
        ("who met Dar after the ceasefire", "give a day, a month or a year"),
        ("who met Jayshanka", "the nearest names are S. Jaishankar"),
        ("", "empty"),
        ("India Pakistan", "nothing says what is asked"),
    ],
)
def test_a_refusal_gives_the_reason(question: str, reason: str, names: Sequence[Named]) -> None:
    assert reason in refusal(question, names).reason


@pytest.mark.parametrize(
    ("question", "ids"), [("who met Wang", ["wd:wang", "nil:wang"]), ("who met in Georgia", ["geo:georgia", "iso:GEO"])]
)
def test_a_name_of_several_is_asked_back_with_the_choices(
    question: str, ids: list[str], names: Sequence[Named]
) -> None:
    assert [choice["id"] for choice in refusal(question, names).choices] == ids


def test_the_slot_decides_between_a_state_and_a_place_of_one_name(names: Sequence[Named]) -> None:
    assert form("who did Georgia meet", names).actors[0].ids == ("iso:GEO",)

"""The words that a question is made of besides names and times.

Policy: words are data. A family of questions is a :class:`~queries.form.Family` and the words that call
for it; prepositions say which slot the next name fills; what the graph cannot answer is listed with the
reason, so that such a question is refused and not half read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from queries.form import Family, Slot

Kind = Literal["relation", "wh", "slot", "operator", "joint", "kind", "title", "filler", "possessive", "loose", "guard"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase does. ``value`` is read by kind: a slot, an operator, a label, a reason.

    For a relation it is "verb" or "noun", and ``object`` is the slot of a name straight after it.
    """

    kind: Kind
    value: str = ""
    family: Family | None = None
    object: Slot | None = None


MEETING = Family("meeting", "Meeting", "meet", "met", "meetings", mutual=True)
STATEMENT = Family("statement", "PublicStatement", "speak", "spoke", "statements")
EVENT = Family("event", "Event", "have to do with each other", "had to do with", "events", mutual=True)


def aimed(name: str, label: str, base: str, past: str, noun: str, code: str | None = None) -> Family:
    """Return a family of deeds that one actor does to another."""
    return Family(name, label, base, past, noun, code, object="target", on="target", of="topic")


def treaty(base: str, past: str, noun: str, action: str) -> Family:
    """Return a family of acts upon a treaty."""
    return Family(action, "TreatyAction", base, past, noun, action=action, object="topic", of="topic")


def third(name: str, base: str, past: str, noun: str, role: str) -> Family:
    """Return a family of what a third actor does to a meeting of others: host it, mediate in it."""
    sides = ("participant", "initiator", "target")
    return Family(
        name, "Meeting", base, past, noun, object="target", of="target", between="target", agent=(role,), patient=sides
    )


AGREEMENT = Family("agreement", "Agreement", "agree with", "agreed with", "agreements", mutual=True)
HOSTING = third("hosting", "host", "hosted", "hosted meetings", "host")
MEDIATION = third("mediation", "mediate between", "mediated between", "mediations", "mediator")

#: The families, with the slot of a name straight after one of their words, their verbs and their nouns.
RELATIONS: tuple[tuple[Family, Slot | None, str, str], ...] = (
    (
        MEETING,
        None,
        "meet meets met talk talked speak speaks spoke spoken speaking converse conversed confer confers conferred "
        "conferring consult consults consulted negotiate negotiates negotiated negotiating phone phones phoned "
        "telephoned encounter encountered sit_down sat_down",
        "meeting meetings talks talking conversation conversations consultation consultations negotiation negotiations "
        "encounters dialogue summit summits phone_call phone_calls telephone_call telephone_calls",
    ),
    (MEETING, "topic", "discuss discusses discussed discussing", "discussion discussions"),
    (MEETING, "place", "visit visits visited visiting", ""),
    (HOSTING, None, "host hosts hosted hosting", ""),
    (MEDIATION, None, "mediate mediates mediated mediating broker brokered", "mediation mediator mediators"),
    (
        STATEMENT,
        None,
        "say says said saying stated declare declared comment commented remark remarked",
        "statement statements comments remarks",
    ),
    (
        aimed("accusation", "PublicStatement", "accuse", "accused", "accusations", "ACCUSE"),
        None,
        "accuse accuses accused accusing blame blames blamed criticise criticised criticize criticized denounce "
        "denounced condemn condemned",
        "accusation accusations criticism",
    ),
    (
        aimed("threat", "PublicStatement", "threaten", "threatened", "threats", "THREATEN"),
        None,
        "threaten threatens threatened threatening warn warned",
        "threat threats warning warnings",
    ),
    (
        aimed("attack", "ConflictEvent", "attack", "attacked", "attacks"),
        None,
        "attacked attacking attacks_whom struck bombed bombing shelled invaded fought killed injured wounded died",
        "attack attacks strike strikes bombings clash clashes fighting conflict conflicts assault assaults casualties "
        "fatalities deaths",
    ),
    (
        aimed("sanction", "SanctionAction", "impose sanctions on", "imposed sanctions on", "sanctions"),
        None,
        "impose imposed imposes sanctioned sanctioning sanction",
        "sanctions",
    ),
    (AGREEMENT, None, "agree agrees agreed agreeing", "agreement agreements"),
    (
        aimed("request", "PublicStatement", "urge", "urged", "requests", "REQUEST"),
        None,
        "urge urges urged ask asks asked demand demands demanded",
        "request requests demands",
    ),
    (
        aimed("support", "PublicStatement", "support", "supported", "statements of support", "SUPPORT"),
        None,
        "support supports supported back backs backed praise praises praised endorse endorsed",
        "support praise",
    ),
    (
        aimed("coercion", "CoerciveAction", "arrest, ban or seize", "arrested, banned or seized", "coercive acts"),
        None,
        "arrest arrests arrested detain detains detained deport deported",
        "arrest arrests detentions deportations",
    ),
    (
        aimed("aid", "AidAction", "aid", "aided", "aid"),
        None,
        "aid aids aided help helps helped supplied",
        "aid assistance",
    ),
    (treaty("sign", "signed", "signings", "signed"), "topic", "sign signs signed signing", ""),
    (treaty("ratify", "ratified", "ratifications", "ratified"), "topic", "ratify ratifies ratified", "ratification"),
    (treaty("join", "joined", "accessions", "joined"), "topic", "accede acceded", "accession"),
    (
        treaty("suspend", "suspended", "suspensions", "suspended"),
        "topic",
        "suspend suspends suspended suspending",
        "suspension suspensions",
    ),
    (
        treaty("withdraw from", "withdrew from", "withdrawals", "withdrawn"),
        "topic",
        "withdraw withdraw_from withdrew withdrew_from withdrawn withdrawn_from leave left quit exit exited",
        "withdrawal withdrawals",
    ),
    (
        treaty("violate", "violated", "violations", "violated"),
        "topic",
        "violate violates violated",
        "violation violations",
    ),
    (treaty("extend", "extended", "extensions", "extended"), "topic", "extend extends extended renewed", "extension"),
    (treaty("end", "ended", "terminations", "ended"), "topic", "end ended terminate terminated", "termination"),
    (treaty("resume", "resumed", "resumptions", "resumed"), "topic", "resume resumed", "resumption"),
    (treaty("propose", "proposed", "proposals", "proposed"), "topic", "propose proposed", "proposal"),
)

#: Nouns that ask for the dead and injured.
CASUALTIES = frozenset("casualties fatalities deaths".split())
#: Verbs that ask for them after "how many".
DYING = frozenset("killed injured wounded died".split())

#: Words that ask for any kind of event, where nothing says which.
ANY_EVENT = frozenset("happen happened happening occurred events event timeline history incidents".split())

WH = {
    "who": "who whom whose everyone everybody",
    "what": "what",
    "which": "which",
    "when": "when what_day what_date which_day which_date",
    "where": "where which_place what_place which_city what_city",
    "whether": "did do does has have had was were is are",
}

SLOTS: dict[Slot, str] = {
    "topic": "about regarding concerning over on with_regard_to in_regard_to with_respect_to in_relation_to related_to "
    "relating_to on_the_subject_of on_the_topic_of on_the_issue_of as_regards in_connection_with",
    "place": "in at inside near within",
    "actor": "with between by to among alongside together_with along_with of involving including",
    "target": "against toward towards",
    "side": "from",
}

OPERATORS = {
    "count": "how_many how_many_times how_often number_of count",
    "months": "per_month each_month every_month by_month monthly month_by_month a_month",
    "last": "last latest most_recent most_recently newest",
    "first": "first earliest",
    "together": "attend attended attending joined took_part_in take_part_in taken_part_in participated_in present_at",
    "topics": "topic topics subject subjects issue issues treaty treaties agreement agreements accord accords pact "
    "pacts",
    "casualties": "how_many_people how_many_persons how_many_civilians how_many_soldiers how_many_died",
}

KINDS = {
    "Country": "country countries state states government governments nation nations",
    "Person": "person persons people leader leaders official officials politician politicians ministers diplomats",
    "Organization": "organization organizations organisation organisations",
    "ArmedGroup": "armed_group armed_groups militia militias",
}

#: Words for persons that say more than that they are persons.
NARROWER = frozenset("leader leaders official officials politician politicians ministers diplomats".split())

JOINTS = {"and": "and & as_well_as", "or": "or", "comma": ", ;"}

#: Words before a name that say what it is and add nothing to it.
TITLES = (
    "president prime minister deputy vice foreign defence defense interior finance secretary general chancellor king "
    "queen prince premier ambassador envoy special senator chairman chairwoman director chief spokesman "
    "spokeswoman spokesperson mr mrs ms dr sir lord sheikh emir sultan crown pope former secretary_of_state "
    "head_of_state"
)

FILLERS = (
    "the a an please tell show give list find display me tell_us show_us give_us all any anyone anybody someone "
    "there been be being ever each_other one_another both hold holds held holding took take takes taken taking part "
    "place happen happened happening occurred events event timeline history incidents conduct conducted official "
    "officially side sides delegation delegations counterpart counterparts time times so far actually done reported "
    "i we want like to_know you know can could see that which_were"
)

POSSESSIVES = "his her its their"

#: Words that an answer may leave out, as long as it says so.
LOOSE = (
    "bilateral trilateral multilateral formal informal official public private brief recent important major minor "
    "high-level high level face-to-face high-ranking senior reportedly exactly precisely "
    "late early mid"
)

GUARDS: tuple[tuple[str, str], ...] = (
    (
        "why how_come what_caused what_led for_what_reason",
        "the graph holds what was reported, not causes; ask what happened, and when",
    ),
    (
        "will shall gonna tomorrow going_to about_to next upcoming soon",
        "the graph holds what was reported, not the future; what is planned is listed by: diplograph query unconfirmed",
    ),
    (
        "should ought right wrong good bad better best worse worst think believe opinion likely probably fair evil",
        "that asks for a judgement, and the graph holds only what was reported",
    ),
    (
        "not no didnt hasnt havent wasnt werent never nobody none neither nor without except excluding besides other "
        "only at_least at_most more_than less_than fewer most_often most_frequently most least",
        "this condition cannot be read yet; leave it out and look at the rows, or use: diplograph cypher",
    ),
    (
        "after before since until during while",
        "a time told by anything but a date cannot be read yet; give a day, a month or a year",
    ),
    (
        "him them he she they it these those this my us your himself herself themselves",
        "it is not known whom or what this means, as a question stands alone; give the name",
    ),
)

#: First words of a request to change the graph.
WRITES = frozenset(
    "delete remove drop erase add create insert update set merge write change rename forget load".split()
)


@cache
def entries() -> dict[tuple[str, ...], Entry]:
    """Return every word and phrase with what it does, by its folded words."""
    found: dict[tuple[str, ...], Entry] = {}

    def put(text: str, entry: Entry) -> None:
        for phrase in text.split():
            found.setdefault(tuple(phrase.split("_")), entry)

    for family, thing, verbs, nouns in RELATIONS:
        put(verbs, Entry("relation", "verb", family, thing))
        put(nouns, Entry("relation", "noun", family, thing))
    for value, text in WH.items():
        put(text, Entry("wh", value))
    for slot, text in SLOTS.items():
        put(text, Entry("slot", slot))
    for value, text in OPERATORS.items():
        put(text, Entry("operator", value))
    for value, text in KINDS.items():
        put(text, Entry("kind", value))
    for value, text in JOINTS.items():
        put(text, Entry("joint", value))
    put(FILLERS, Entry("filler"))
    put(POSSESSIVES, Entry("possessive"))
    put(TITLES, Entry("title"))
    put(LOOSE, Entry("loose"))
    for text, reason in GUARDS:
        put(text, Entry("guard", reason))
    return found

"""A logical form said back in plain English, so that the reader sees what was asked.

Policy: everything that narrows or widens the answer is said: who counts for a country, which entity a
misspelt name was taken for, which days a time expression covers.
"""

from __future__ import annotations

from collections.abc import Sequence

from queries.form import Form, Reference

PLURALS = {"Country": "countries", "Person": "persons", "Organization": "organizations", "ArmedGroup": "armed groups"}


def restate(form: Form) -> str:
    """Return the question that a form stands for."""
    family, focus = form.family, form.focus
    last = f"{form.pick} " if form.pick else ""
    rest = circumstances(form)
    asked = f"Which {PLURALS[form.kind]}" if form.kind else ""
    if asked and form.side:
        asked += f" of {said((form.side,))}"
    if focus == "pairs":
        return f"{asked or 'Who'} {last}{family.past} {'each other' if asked and family.mutual else 'whom'}{rest}?"
    if focus == "common":
        return f"{asked or 'Who'} {family.past} both {said(form.actors)}, together or apart{rest}?"
    if focus == "others":
        if form.actors:
            return f"{asked or 'Whom'} did {said(form.actors)} {last}{family.base}{rest}?"
        done_to = said(form.targets or (form.topics if family.object == "topic" else ()))
        return f"{asked or 'Who'} {last}{family.past}{f' {done_to}' if done_to else ''}{rest}?"
    doers = said(form.actors) or "anyone"
    deed = family.base
    if family.mutual:
        deed += " anyone" if len(form.actors) == 1 else ""
    elif family.object:
        done_to = said(form.targets if family.object == "target" else form.topics)
        deed += f" {done_to or ('anyone' if family.object == 'target' else 'anything')}"
    if focus == "topics":
        if family.object == "topic":
            return f"What did {doers} {family.base}{rest}?"
        return f"What did {doers} discuss{rest}?" if family.mutual else f"About what did {doers} {deed}{rest}?"
    if focus in ("when", "where", "whether"):
        opening = {"when": "When did", "where": "Where did", "whether": "Did"}[focus]
        return f"{opening} {doers} {last}{deed}{rest}?"
    sides = f" {'between' if len(form.actors) > 1 else 'of'} {said(form.actors)}" if form.actors else ""
    against = f" against {said(form.targets)}" if form.targets else ""
    opening = {"events": "Which", "casualties": "How many dead and injured of"}.get(focus, "How many")
    each = ", month by month" if focus == "months" else ""
    return f"{opening} {family.noun}{sides}{against} are reported{rest}{each}?"


def circumstances(form: Form) -> str:
    """Return subjects, places and time."""
    parts = []
    if form.topics and (form.family.object != "topic" or form.focus in ("events", "count", "months")):
        parts.append(f"about {said(form.topics)}")
    parts += [f"in {said((p,))}" for p in form.places]
    if form.interval:
        parts.append(str(form.interval))
    return "".join(f" {part}" for part in parts)


def said(references: Sequence[Reference]) -> str:
    """Return names as a list in English, with who counts for them and what they were read from."""
    names = [name(r) for r in references]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def name(reference: Reference) -> str:
    """Return one name, or several joined by "or"."""
    text = " or ".join(reference.names)
    if reference.guess:
        text += f' (for "{reference.phrase}")'
    return f"{text} (or who acts for {'them' if len(reference.names) > 1 else 'it'})" if reference.acting else text

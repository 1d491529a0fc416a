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
    family = form.family
    last = f"{form.pick} " if form.pick else ""
    rest = circumstances(form)
    asked = f"Which {PLURALS[form.kind]}" if form.kind else ""
    if form.focus == "pairs":
        return f"{asked or 'Who'} {last}{family.past} {'each other' if asked and family.mutual else 'whom'}{rest}?"
    if form.focus == "common":
        return f"{asked or 'Who'} {family.past} both {said(form.actors)}, together or apart{rest}?"
    if form.focus == "others":
        if form.targets:
            return f"{asked or 'Who'} {last}{family.past} {said(form.targets)}{rest}?"
        return f"{asked or 'Whom'} did {said(form.actors)} {last}{family.base}{rest}?"
    if family.mutual:
        doers = said(form.actors) or "anyone"
        deed = family.base + (" anyone" if len(form.actors) == 1 else "")
    else:
        doers, deed = said(form.actors) or "anyone", f"{family.base} {said(form.targets) or 'anyone'}"
    if form.focus == "topics":
        return f"What did {doers} {'discuss' if family.mutual else f'{deed} about'}{rest}?"
    if form.focus == "events":
        sides = f" of {said(form.actors)}" if form.actors else ""
        against = f" against {said(form.targets)}" if form.targets else ""
        return f"Which {family.noun}{sides}{against} are reported{rest}?"
    opening = {"when": "When", "where": "Where", "count": "How often", "months": "How often"}.get(form.focus, "")
    ending = ", month by month" if form.focus == "months" else ""
    return f"{opening or 'Did'}{' did' if opening else ''} {doers} {last}{deed}{rest}{ending}?"


def circumstances(form: Form) -> str:
    """Return subjects, places and time."""
    parts = []
    if form.action:
        parts.append(f"({form.action})")
    if form.topics:
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

"""Decisions and findings as entries of a decision file, for the file that the page exports.

The format is the decisions room's; tests export from the page and read back what was exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from pipeline.domain import AppliedDecision, Decision, Finding, Ledger
from pipeline.report.names import shown

NOT_COSTED = "non chiffré"


def island(
    ledger: Ledger, findings: Iterable[tuple[int, Finding]], decisions: Iterable[AppliedDecision]
) -> Markup:
    """What the page's script needs: `findings` are the numbered ones that can be decided."""
    return safe_json(
        {
            "serie": ledger.series,
            "edition": ledger.edition,
            "decisions": [decision_entry(applied.decision) for applied in decisions],
            "findings": {str(number): _about(finding) for number, finding in findings},
        }
    )


def decision_entry(decision: Decision) -> dict[str, str]:
    """A decision that is already in the file, to be exported again as it is."""
    entry = {
        "empreinte": decision.fingerprint,
        "decision": str(decision.kind),
        "nom": decision.name,
        "date": decision.date.isoformat(),
        "note": decision.note,
    } | _about(decision)
    if decision.line is not None:
        read, right = decision.printed_cents, decision.cents
        entry["ligne"] = decision.line
        entry["montant_lu"] = NOT_COSTED if read is None else cents_text(read)
        entry["montant_corrige"] = cents_text(right or 0)
    return _filled(entry)


def _about(of: Decision | Finding) -> dict[str, str]:
    """The keys that say what a decision is about."""
    return _filled(
        {
            "empreinte": of.fingerprint,
            "controle": str(of.control or ""),
            "axe": of.axis or "",
            "territoire": of.territory or "",
            "page": str(of.page or ""),
            "constat": of.message,
            "attendu": of.expected,
            "trouve": of.found,
        }
    )


def _filled(entry: dict[str, str]) -> dict[str, str]:
    return {key: shown(value) for key, value in entry.items() if value}


def cents_text(cents: int) -> str:
    """Euros with a decimal point, exact."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def safe_json(data: object) -> Markup:
    """JSON for a `script` element: nothing in it can end the element or start a comment."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)

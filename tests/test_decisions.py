"""Decisions: their files, and what becomes of them when the figures stay or change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decisions import (
    DecisionError,
    DecisionFile,
    Outcome,
    append_decision,
    decide,
    decisions_path,
    load_decisions,
    read_decisions,
    settle,
    write_decisions,
)
from pipeline.domain import (
    ControlName,
    Decision,
    DecisionKind,
    DecisionState,
    Finding,
    Ledger,
    Severity,
)
from pipeline.reconcile import reconcile
from pipeline.tables import published_tables
from tests import reconciling as r

DAY = dt.date(2026, 11, 24)
LINE, OTHER = "2025-1-59-001", "2025-3-60-001"
TOTAL = "2025-1-59-total"

HEAD = 'serie: essai\nedition: "2025"\ndecisions:\n'
ENTRY = "  - empreinte: 3f9a\n    decision: accepté\n    nom: Claire\n    date: 2026-11-24\n"


def settled(ledger: Ledger, *decisions: Decision) -> Outcome:
    return settle(ledger, lambda held: reconcile(held, r.profile()), decisions)


def misread(cents: int = 10_00) -> Ledger:
    """The edition with its line LINE read `cents` too high, so that the axis and more differ."""
    right = r.line(r.whole(), LINE).amount.cents or 0
    return r.with_amount(r.whole(), LINE, right + cents)


def finding(ledger: Ledger, control: ControlName = ControlName.FOOTING) -> Finding:
    return next(f for f in r.blocking(ledger) if f.control is control)


def correcting(ledger: Ledger, cents: int, kind: DecisionKind) -> Decision:
    corrected = (r.line(ledger, LINE), cents)
    return decide(finding(ledger), kind, "Claire Martin", DAY, "vu à l'écran", corrected)


# ------------------------------------------------------------------ settle


def test_without_decisions_the_reconciliation_is_unchanged() -> None:
    outcome = settled(misread())
    assert outcome.reconciliation == r.reconciled(misread())
    assert outcome.decisions == ()


def test_an_accepted_finding_blocks_no_more() -> None:
    ledger = misread()
    decisions = [
        decide(f, DecisionKind.ACCEPTED, "Claire", DAY) for f in r.reconciled(ledger).blocking
    ]
    outcome = settled(ledger, *decisions)
    assert outcome.reconciliation.blocking == ()
    assert {d.state for d in outcome.decisions} == {DecisionState.IN_FORCE}
    assert outcome.ledger.lines == settled(ledger).ledger.lines  # nothing but a sign-off


def test_one_decision_leaves_the_other_findings_open() -> None:
    ledger = r.with_amount(misread(), OTHER, 1_00)
    outcome = settled(ledger, decide(finding(ledger), DecisionKind.ACCEPTED, "Claire", DAY))
    left = outcome.reconciliation.blocking
    assert left
    assert finding(ledger).fingerprint not in {f.fingerprint for f in left}


def test_a_corrected_misreading_makes_the_sums_hold() -> None:
    ledger = misread()
    right = r.line(r.whole(), LINE).amount.cents or 0
    outcome = settled(ledger, correcting(ledger, right, DecisionKind.EXTRACTION_ERROR))
    assert outcome.reconciliation.blocking == ()
    corrected = r.line(outcome.ledger, LINE).amount
    assert corrected.cents == right
    assert corrected.printed == r.line(ledger, LINE).amount.printed
    assert outcome.corrections[LINE].name == "Claire Martin"
    (applied,) = outcome.decisions
    assert applied.finding == finding(ledger)  # the report shows what was decided, now gone


def test_a_correction_changes_one_value_and_nothing_else() -> None:
    ledger = misread()
    right = r.line(r.whole(), LINE).amount.cents or 0
    outcome = settled(ledger, correcting(ledger, right, DecisionKind.DOCUMENT_ERROR))
    tables = published_tables(outcome.ledger, outcome.reconciliation, r.profile(), {})
    before = published_tables(settled(r.whole()).ledger, r.reconciled(r.whole()), r.profile(), {})
    differing = tables["actions"].compare(before["actions"])
    assert list(differing.columns.get_level_values(0).unique()) == ["montant_imprime"]
    assert len(differing) == 1


def test_a_correction_that_explains_nothing_leaves_the_finding_open() -> None:
    ledger = misread()
    wrong = (r.line(ledger, LINE).amount.cents or 0) + 5_00
    outcome = settled(ledger, correcting(ledger, wrong, DecisionKind.EXTRACTION_ERROR))
    assert any(f.control is ControlName.FOOTING for f in outcome.reconciliation.blocking)


def test_a_correction_elsewhere_is_no_signature_for_a_sum() -> None:
    """The finding stays exactly as it was: correcting another page's line doesn't decide it."""
    ledger = misread()
    other = r.line(ledger, OTHER)
    decision = decide(
        finding(ledger), DecisionKind.DOCUMENT_ERROR, "Claire", DAY,
        corrected=(other, other.amount.cents or 0),
    )  # fmt: skip
    outcome = settled(ledger, decision)
    assert finding(ledger).fingerprint in {f.fingerprint for f in outcome.reconciliation.blocking}


def test_a_finding_that_a_correction_brings_up_can_be_decided_too() -> None:
    """The document's own line is corrected, so its printed total no longer closes."""
    ledger = r.with_total(r.whole(), TOTAL, amount=r.value(1_00))
    first = finding(ledger)
    amount = r.line(ledger, LINE).amount.cents or 0
    one = decide(
        first, DecisionKind.DOCUMENT_ERROR, "Claire", DAY,
        corrected=(r.line(ledger, LINE), amount + 7_00),
    )  # fmt: skip
    then = settled(ledger, one)
    left = then.reconciliation.blocking
    assert left
    signed = [decide(f, DecisionKind.ACCEPTED, "Claire", DAY) for f in left]
    outcome = settled(ledger, one, *signed)
    assert outcome.reconciliation.blocking == ()
    assert {d.state for d in outcome.decisions} == {DecisionState.IN_FORCE}


def test_a_misread_total_is_corrected_a_wrong_one_is_kept() -> None:
    printed = r.total(r.whole(), TOTAL).amount.cents or 0
    ledger = r.with_total(r.whole(), TOTAL, amount=r.value(printed + 10))
    for kind, holds in (
        (DecisionKind.EXTRACTION_ERROR, True),
        (DecisionKind.DOCUMENT_ERROR, False),
    ):
        decision = decide(
            finding(ledger), kind, "Claire", DAY, corrected=(r.total(ledger, TOTAL), printed)
        )
        outcome = settled(ledger, decision)
        assert (outcome.reconciliation.blocking == ()) is holds
        assert (r.total(outcome.ledger, TOTAL).amount.cents == printed) is holds


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_a_decision_is_stale_once_the_figures_change(kind: DecisionKind) -> None:
    then, now = misread(10_00), misread(20_00)
    right = r.line(r.whole(), LINE).amount.cents or 0
    corrected = None if kind is DecisionKind.ACCEPTED else (r.line(then, LINE), right)
    decision = decide(finding(then), kind, "Claire", DAY, corrected=corrected)
    outcome = settled(now, decision)
    (applied,) = outcome.decisions
    assert applied.state is DecisionState.STALE
    assert applied.finding == finding(now)  # shown beside what was decided
    assert finding(now) in outcome.reconciliation.blocking
    assert r.line(outcome.ledger, LINE).amount.cents == right + 20_00  # nothing applied


def test_a_stale_decision_blocks_even_when_its_finding_is_gone() -> None:
    decision = decide(finding(misread()), DecisionKind.ACCEPTED, "Claire", DAY)
    outcome = settled(r.whole(), decision)
    (recalled,) = outcome.reconciliation.blocking
    assert decision.reference in recalled.message
    assert "Claire" in recalled.message


def test_a_new_decision_takes_the_place_of_a_stale_one() -> None:
    then, now = misread(10_00), misread(20_00)
    old = decide(finding(then), DecisionKind.ACCEPTED, "Claire", DAY)
    new = [decide(f, DecisionKind.ACCEPTED, "Claire", DAY) for f in r.blocking(now)]
    outcome = settled(now, old, *new)
    assert outcome.decisions[0].state is DecisionState.SUPERSEDED
    assert outcome.reconciliation.blocking == ()


def test_a_correction_holds_only_for_the_value_that_was_read() -> None:
    """Same finding, but the line named reads otherwise: its rank has moved to another action."""
    ledger = misread()
    right = r.line(r.whole(), LINE).amount.cents or 0
    decision = replace(
        correcting(ledger, right, DecisionKind.EXTRACTION_ERROR), printed_cents=right + 1
    )
    outcome = settled(ledger, decision)
    assert outcome.decisions[0].state is DecisionState.STALE
    assert outcome.ledger == settled(ledger).ledger


def test_two_corrections_of_one_line_cancel_each_other() -> None:
    ledger = misread()
    decisions = [
        replace(correcting(ledger, cents, DecisionKind.EXTRACTION_ERROR), fingerprint=f)
        for cents, f in zip(
            (1_00, 2_00), [f.fingerprint for f in r.blocking(ledger)][:1] * 2, strict=True
        )
    ]
    outcome = settled(ledger, *decisions)
    assert outcome.ledger == settled(ledger).ledger
    assert {d.state for d in outcome.decisions} == {DecisionState.STALE}


def test_no_decision_ever_hides_another_finding() -> None:
    """Every finding left at INFO was decided by name; the others keep their severity."""
    ledger = r.with_amount(misread(), OTHER, 1_00)
    before = {f.fingerprint: f.severity for f in r.reconciled(ledger).findings}
    decision = decide(finding(ledger), DecisionKind.ACCEPTED, "Claire", DAY)
    after = settled(ledger, decision).reconciliation
    eased = {
        f.fingerprint for f in after.findings
        if f.severity is Severity.INFO and before[f.fingerprint] is not Severity.INFO
    }  # fmt: skip
    assert eased == {decision.fingerprint}


# ------------------------------------------------------------------ files

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
NAMED = TEXTS.filter(lambda text: text.strip() != "")
CENTS = st.integers(-(10**12), 10**12)


@st.composite
def some_decision(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(DecisionKind))
    corrects = kind is not DecisionKind.ACCEPTED and (
        kind is DecisionKind.EXTRACTION_ERROR or draw(st.booleans())
    )
    return Decision(
        fingerprint=draw(st.text("0123456789abcdef", min_size=4, max_size=16)),
        kind=kind,
        name=draw(NAMED),
        date=draw(st.dates()),
        note=draw(TEXTS),
        line=draw(NAMED) if corrects else None,
        cents=draw(CENTS) if corrects else None,
        printed_cents=draw(st.none() | CENTS) if corrects else None,
        message=draw(TEXTS),
        expected=draw(TEXTS),
        found=draw(TEXTS),
        control=draw(st.none() | st.sampled_from(ControlName)),
        axis=draw(st.none() | NAMED),
        territory=draw(st.none() | st.sampled_from(["02", "59", "200093201"])),
        page=draw(st.none() | st.integers(1, 3000)),
    )


@settings(deadline=None)
@given(st.lists(some_decision(), max_size=4, unique_by=lambda d: (d.fingerprint, d.line)))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "essai-2025.yaml"
    held = DecisionFile("essai", "2025", tuple(decisions))
    write_decisions(path, held)
    assert read_decisions(path) == held


@settings(deadline=None)
@given(some_decision(), some_decision())
def test_what_is_appended_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, one: Decision, two: Decision
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "essai-2025.yaml"
    for decision in (one, two):
        append_decision(path, "essai", "2025", decision)
    alike = (one.fingerprint, one.line) == (two.fingerprint, two.line)
    assert load_decisions(path) == ((two,) if alike else (one, two))


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(decisions_path(tmp_path, "essai", "2025")) == ()


def test_a_file_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "essai-2025.yaml"
    path.write_text(
        HEAD + "  # vu avec la préfecture\n" + ENTRY + "    territoire: 02\n    axe: 1\n"
        "  - {empreinte: 3f9b, decision: erreur d'extraction, nom: Claire, date: 2026-11-24,\n"
        "     ligne: 2025-1-02-001, montant_lu: non chiffré, montant_corrige: 1234.5}\n",
        encoding="utf-8",
    )
    first, second = load_decisions(path)
    assert (first.territory, first.axis) == ("02", "1")  # text, whatever YAML would make of it
    assert (second.printed_cents, second.cents) == (None, 123450)


def test_appending_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "essai-2025.yaml"
    path.write_text(HEAD + "# vu avec la préfecture\n" + ENTRY.replace("  -", "-").replace(
        "\n    ", "\n  "), encoding="utf-8")  # fmt: skip
    decision = Decision("3f9b", DecisionKind.ACCEPTED, "Paul", DAY)
    append_decision(path, "essai", "2025", decision)
    assert "# vu avec la préfecture" in path.read_text(encoding="utf-8")
    assert load_decisions(path)[1] == decision


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("decisions: [", 1, "pas du YAML"),
        ("- a\n", 1, "des clés"),
        ('edition: "2025"\ndecisions: []\n', 1, "serie: clé manquante"),
        (HEAD + "  - 3\n", 4, "des clés"),
        (HEAD.replace("decisions:", "decisions: non"), 3, "une liste"),
        (HEAD + ENTRY.replace("nom:", "auteur:"), 6, "auteur: clé inconnue"),
        (HEAD + ENTRY.replace("    nom: Claire\n", ""), 4, "nom: clé manquante"),
        (HEAD + ENTRY.replace("Claire", "''"), 6, "nom: un texte"),
        (HEAD + ENTRY.replace("Claire", "[Claire]"), 6, "nom: un texte"),
        (HEAD + ENTRY.replace("accepté", "oui"), 5, "l'un de : erreur d'extraction"),
        (HEAD + ENTRY.replace("2026-11-24", "24/11/2026"), 7, "une date comme 2026-01-31"),
        (HEAD + ENTRY + "    page: sept\n", 8, "page: un numéro de page"),
        (HEAD + ENTRY + "    controle: somme\n", 8, "controle: l'un de : footing"),
        (HEAD + ENTRY + "    nom: Paul\n", 8, "nom: clé donnée deux fois"),
        (HEAD + ENTRY + ENTRY, 8, "déjà décidé"),
        (HEAD + ENTRY + "    ligne: x\n", 8, "ne corrige aucun montant"),
        (HEAD + ENTRY.replace("accepté", "erreur d'extraction"), 5, "dit la bonne valeur"),
        (
            HEAD + ENTRY.replace("accepté", "erreur du document")
            + "    ligne: x\n    montant_lu: 1,5\n    montant_corrige: 2\n",
            9, "montant_lu: « non chiffré » ou un montant",
        ),
        (
            HEAD + ENTRY.replace("accepté", "erreur du document")
            + "    ligne: x\n    montant_lu: 1\n    montant_corrige: 1e3\n",
            10, "montant_corrige: un montant en euros",
        ),
        (
            HEAD + ENTRY.replace("accepté", "erreur du document") + "    ligne: x\n",
            4, "montant_lu: clé manquante",
        ),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_line_and_reason(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    path = tmp_path / "essai-2025.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError) as error:
        load_decisions(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert reason in str(error.value)


def test_a_file_of_another_edition_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "essai-2025.yaml"
    path.write_text(HEAD + ENTRY, encoding="utf-8")
    with pytest.raises(DecisionError, match="essai-2025"):
        append_decision(path, "essai", "2026", Decision("3f", DecisionKind.ACCEPTED, "P", DAY))
    assert path.read_text(encoding="utf-8") == HEAD + ENTRY


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs/decisions.md").read_text(encoding="utf-8")
    path = tmp_path / "contrats-locaux-solidarites-hdf-2026.yaml"
    path.write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    (decision,) = load_decisions(path)
    assert (decision.printed_cents, decision.cents) == (8_100_00, 7_200_00)
    assert (decision.axis, decision.territory, decision.page) == ("3", "80", 21)

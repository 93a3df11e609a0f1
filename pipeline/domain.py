"""The vocabulary of the house, as frozen types.

Imports nothing of ours and does no input or output. Money is integer cents of a euro, positions
are points (1/72 inch) from the top-left corner of the page as it is displayed, pages are numbered
from 1. Enumerations whose values reach a published table carry the French published word as value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class RecolementError(Exception):
    """The input or the words of a command are unusable: one clear line, nothing written."""


# --------------------------------------------------------------------------- space


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in points from the top-left corner of the displayed page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.top + self.bottom) / 2

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of `boxes` (at least one)."""
        held = list(boxes)
        return Box(
            min(b.x0 for b in held),
            min(b.top for b in held),
            max(b.x1 for b in held),
            max(b.bottom for b in held),
        )


# --------------------------------------------------------------------------- money


class AmountKind(StrEnum):
    """What the printed amount says. Only VALUE has cents; the others are kinds of *not costed*."""

    VALUE = "valeur"
    DASH = "tiret"  # - – —
    NIL = "néant"
    NOT_COMMUNICATED = "non communiqué"  # n.c.
    TO_BE_DEFINED = "à définir"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed, and its value in integer cents (None exactly when not costed)."""

    printed: str
    kind: AmountKind
    cents: int | None

    @property
    def costed(self) -> bool:
        return self.kind is AmountKind.VALUE


# --------------------------------------------------------------------------- pages


class Role(StrEnum):
    """Where a word of a page ended. Every word of a page with credits has exactly one."""

    LABEL = "libellé"
    AMOUNT = "montant"
    TOTAL = "total"
    HEADING = "titre"
    FURNITURE = "habillage"
    CHART = "graphique"
    UNACCOUNTED = "inexpliqué"


@dataclass(frozen=True, slots=True)
class Mark:
    """One word of a page and where it ended. `line` identifies its ledger line or total."""

    text: str
    box: Box
    role: Role
    reason: str = ""
    line: str | None = None


class PageKind(StrEnum):
    CREDITS = "crédits"
    CONTRACT = "total de contrat"
    CHART = "graphique"
    TITLE = "titre"
    TEXT = "texte"
    BLANK = "vide"
    UNREADABLE = "illisible"


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """What one reader made of a page, and why the ledger took it or not."""

    reader: str
    lines: int
    proven: bool
    taken: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of the edition: what it is, why, and where each of its words ended."""

    page: int
    printed_page: str | None
    width: float
    height: float
    kind: PageKind
    reason: str
    marks: Sequence[Mark] = ()
    readings: tuple[ReadingSummary, ...] = ()


# --------------------------------------------------------------------------- ledger


class TerritorySource(StrEnum):
    """How the territory of a row is known."""

    PRINTED = "imprimé"
    DEDUCED = "déduit"
    CONFIRMED = "confirmé"  # deduced, then proven by cross-footing with a printed contract total


@dataclass(frozen=True, slots=True)
class Line:
    """One action of the ledger.

    `identifier` is stable for one edition: edition-axis-territory-rank. `axis` is the axis code
    ("1"), `territory` the territory code ("02"); None when unknown, which is a finding.
    `label` is the printed label made regular; `label_raw` keeps its line breaks (\n).
    `other_amounts` are the further amount columns as (column header, amount).
    `box` holds label and amount, `amount_box` the amount alone. `readers` are those that saw
    exactly this line (label and amount), the one taken first.
    """

    identifier: str
    axis: str | None
    territory: str | None
    territory_source: TerritorySource
    orientation: str | None
    label: str
    label_raw: str
    amount: Amount
    page: int
    printed_page: str | None
    box: Box
    amount_box: Box
    readers: tuple[str, ...]
    other_amounts: tuple[tuple[str, Amount], ...] = ()
    note: str | None = None


class TotalScope(StrEnum):
    AXIS = "axe"  # lines of one axis and territory
    SUBTOTAL = "sous-total"  # some of them
    CONTRACT = "contrat"  # all axes of one territory
    REGION = "région"  # everything


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A sum that the document prints, with the identifiers of the lines that it sums.

    `column` is the header of the amount column that it closes, None for the main one.
    For CONTRACT and REGION totals `lines` is empty: they sum what the ledger holds for their scope.
    `territory_source` tells a contract total whose territory is printed with it (a heading, its own
    label) from one given to a territory by the order of pages alone, which proves less.
    """

    identifier: str
    scope: TotalScope
    axis: str | None
    territory: str | None
    label: str
    amount: Amount
    page: int
    printed_page: str | None
    box: Box
    readers: tuple[str, ...]
    lines: tuple[str, ...] = ()
    column: str | None = None
    territory_source: TerritorySource = TerritorySource.DEDUCED


@dataclass(frozen=True, slots=True)
class Heading:
    """An axis or a territory as printed over credits. `code` is what it names: that of the profile,
    the number that a banner prints, or the very text of a territory that the profile doesn't know.
    """

    scope: TotalScope  # AXIS or CONTRACT
    text: str
    code: str | None
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class ChartValue:
    """A number that a chart of the document prints: `value` in `unit` ("%", "€", "log10")."""

    page: int
    title: str
    text: str
    value: float
    decimals: int
    unit: str
    box: Box


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Something the readings could not settle; it blocks. `expected`/`found` are as printed."""

    control: str
    page: int
    message: str
    axis: str | None = None
    territory: str | None = None
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where an edition's file comes from. `notice` is shown wherever the edition is."""

    file_name: str
    sha256: str
    size: int
    origin: str = ""
    retrieved: dt.date | None = None
    publisher: str = ""
    licence: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One edition, read: its lines, the sums it prints, its charts' values, its pages."""

    series: str
    edition: str
    source: SourceRecord
    lines: tuple[Line, ...]
    totals: tuple[PrintedTotal, ...]
    chart_values: tuple[ChartValue, ...]
    pages: tuple[PageRecord, ...]
    ambiguities: tuple[Ambiguity, ...] = ()
    headings: tuple[Heading, ...] = ()


# --------------------------------------------------------------------------- reconciliation


class ControlName(StrEnum):
    """The controls, in the order an analyst reads them. Values are what --json prints."""

    FOOTING = "footing"  # lines -> axis total (and sub-totals)
    CROSS_FOOTING = "cross_footing"  # axes -> contract total
    REGION = "region"  # contracts -> region
    CHARTS = "charts"  # rows -> the document's own charts
    PRESENCE = "presence"  # every axis and territory the profile expects
    CONSERVATION = "conservation"  # every word and amount has a place
    READINGS = "readings"  # the two readings agree
    DUPLICATES = "duplicates"
    TRUNCATED_LABEL = "truncated_label"
    UNKNOWN_NAME = "unknown_name"  # an axis, territory or orientation the profile doesn't know
    GATE = "gate"  # a Great Expectations gate


class Verdict(StrEnum):
    AGREES = "conforme"
    DIFFERS = "écart"
    UNVERIFIABLE = "non vérifiable"


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Control:
    """One re-done check. `computed`, `printed` are cents when unit is "€", else plain numbers.

    `lines` are the identifiers of the ledger lines that were summed.
    """

    name: ControlName
    verdict: Verdict
    computed: float | int | None
    printed: float | int | None
    unit: str = "€"
    axis: str | None = None
    territory: str | None = None
    page: int | None = None
    label: str = ""
    cause: str = ""
    lines: tuple[str, ...] = ()
    box: Box | None = None

    @property
    def difference(self) -> float | int | None:
        """computed - printed, in the control's unit; None when either is missing."""
        if self.computed is None or self.printed is None:
            return None
        return self.computed - self.printed


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely cause of a finding: rule name, French sentence, evidence, the boxes that show it."""

    rule: str
    sentence: str
    evidence: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a control found. `expected` and `found` are French text ready to show.

    `fingerprint` ties a decision to exactly what was printed and computed.
    """

    control: ControlName
    severity: Severity
    message: str
    page: int | None = None
    axis: str | None = None
    territory: str | None = None
    expected: str = ""
    found: str = ""
    causes: tuple[Cause, ...] = ()
    fingerprint: str = ""
    lines: tuple[str, ...] = ()
    box: Box | None = None


class DecisionKind(StrEnum):
    EXTRACTION_ERROR = "erreur d'extraction"
    DOCUMENT_ERROR = "erreur du document"
    ACCEPTED = "accepté"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a finding. `line` and `cents` name a corrected value, if any.

    `printed_cents` is what was read there when they decided (None: not costed). `control`, `axis`,
    `territory` and `page` say what the finding was about, should it change.
    """

    fingerprint: str
    kind: DecisionKind
    name: str
    date: dt.date
    note: str = ""
    line: str | None = None
    cents: int | None = None
    printed_cents: int | None = None
    message: str = ""
    expected: str = ""
    found: str = ""
    control: ControlName | None = None
    axis: str | None = None
    territory: str | None = None
    page: int | None = None

    @property
    def reference(self) -> str:
        """What is published beside a corrected value, and looked up in the decisions file."""
        return self.fingerprint[:12]

    @property
    def corrects(self) -> bool:
        return self.line is not None


class DecisionState(StrEnum):
    IN_FORCE = "en vigueur"  # the finding is exactly what was decided of
    STALE = "périmée"  # what was printed or computed has changed: it holds nothing, and blocks
    SUPERSEDED = "remplacée"  # stale, and a later decision on the same subject is in force


@dataclass(frozen=True, slots=True)
class AppliedDecision:
    """A decision and what became of it in this run.

    `finding` is the finding it decides; for a stale one, what stands in its place now, if anything.
    """

    decision: Decision
    state: DecisionState
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class References:
    """Which decisions stand behind which published rows, as references joined by +.

    `amounts`: of a corrected line or total, or a total whose difference was decided, by identifier.
    `controls`: of a control whose finding was decided, by its rank from 1.
    """

    amounts: Mapping[str, str] = field(default_factory=dict)
    controls: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All controls of one edition, the findings and the causes they point at."""

    controls: tuple[Control, ...]
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKING)


@dataclass(frozen=True, slots=True)
class GateResult:
    """One Great Expectations expectation, run: French description, result, keys of failing rows."""

    table: str
    expectation: str
    description: str
    severity: Severity
    success: bool
    failing: tuple[str, ...] = ()
    observed: str = ""


class Status(StrEnum):
    RECONCILED = "reconciled"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a report needs to know of the run that made it."""

    run_id: str
    status: Status
    started: dt.datetime
    versions: tuple[tuple[str, str], ...] = ()
    durations: tuple[tuple[str, float], ...] = field(default=())

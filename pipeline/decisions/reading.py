"""Reading decision files: one YAML an edition, written by hand, by the command or by the report.

Every value is read as the text that stands in the file, never as YAML would type it, so that a
code keeps its leading zero and an amount stays exact. Amounts are euros with a decimal point.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from pipeline.domain import ControlName, Decision, DecisionKind, RecolementError

NOT_COSTED = "non chiffré"
REQUIRED = ("empreinte", "decision", "nom", "date")
KEYS = (
    *REQUIRED, "note", "controle", "axe", "territoire", "page", "constat", "attendu", "trouve",
    "ligne", "montant_lu", "montant_corrige",
)  # fmt: skip
T = TypeVar("T")
_EUROS = re.compile(r"-?\d+(?:\.\d{1,2})?")


class DecisionError(RecolementError):
    """A decision file that can't be used: names the file, the line and the reason."""


@dataclass(frozen=True, slots=True)
class DecisionFile:
    series: str
    edition: str
    decisions: tuple[Decision, ...]


def decisions_path(folder: Path, series: str, edition: str) -> Path:
    """The decisions file of an edition inside `folder` (`expectations/decisions`)."""
    return folder / f"{series}-{edition}.yaml"


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; none when there is no file.

    Raises DecisionError (file, line, reason) when it can't be used.
    """
    return read_decisions(path).decisions if path.exists() else ()


def read_decisions(path: Path) -> DecisionFile:
    """A decision file, checked. Raises DecisionError (file, line, reason)."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DecisionError(
            f"{path} : ces décisions ne peuvent pas être lues ({error.strerror})"
        ) from None
    except UnicodeDecodeError:
        raise DecisionError(f"{path}: ces décisions ne sont pas un texte en UTF-8") from None
    return parse(text, path)


def parse(text: str, path: Path) -> DecisionFile:
    """The decisions of a file's `text`; `path` is what errors name. Raises DecisionError."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or "illisible"
        raise DecisionError(f"{path}:{line}: ce n'est pas du YAML ({reason})") from None
    top = _Mapping(root, path, ("serie", "edition", "decisions"))
    items = top.node("decisions")
    if not isinstance(items, yaml.SequenceNode):
        top.refuse("decisions", "une liste est attendue")
    series, edition = top.text("serie"), top.text("edition")
    decisions: list[Decision] = []
    for item in items.value:
        entry = _Mapping(item, path, KEYS)
        decision = _decision(entry)
        if any(same_finding(decision, other) for other in decisions):
            entry.refuse("empreinte", "ce constat est déjà décidé plus haut")
        decisions.append(decision)
    return DecisionFile(series, edition, tuple(decisions))


def same_finding(a: Decision, b: Decision) -> bool:
    """Whether two decisions settle one finding on one line: the later takes the place."""
    return (a.fingerprint, a.line) == (b.fingerprint, b.line)


class _Mapping:
    """A YAML mapping of scalars, with the line of every key. Refuses what it doesn't know."""

    def __init__(self, node: yaml.Node | None, path: Path, keys: Iterable[str]) -> None:
        self.path = path
        self.start = node.start_mark.line + 1 if node else 1
        self.found: dict[str, yaml.Node] = {}
        self.lines: dict[str, int] = {}
        if not isinstance(node, yaml.MappingNode):
            self.refuse("", "des clés et leurs valeurs sont attendues")
        for key, value in node.value:
            name = str(key.value)
            self.lines[name] = key.start_mark.line + 1
            if name not in keys:
                self.refuse(name, f"clé inconnue ; les clés sont {', '.join(keys)}")
            if name in self.found:
                self.refuse(name, "clé donnée deux fois")
            self.found[name] = value

    def refuse(self, key: str, reason: str) -> NoReturn:
        what = f"{key}: " if key else ""
        raise DecisionError(f"{self.path}:{self.lines.get(key, self.start)}: {what}{reason}")

    def node(self, key: str) -> yaml.Node:
        if key not in self.found:
            self.refuse(key, "clé manquante")
        return self.found[key]

    def text(self, key: str) -> str:
        node = self.node(key)
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.refuse(key, "un texte est attendu")
        return str(node.value)

    def optional(self, key: str) -> str | None:
        """The text of `key`, None where it is absent or null."""
        node = self.found.get(key)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(key, "un texte est attendu")
        return str(node.value)

    def made(self, key: str, make: Callable[[str], T], wanted: str) -> T:
        try:
            return make(self.text(key))
        except ValueError:
            self.refuse(key, f"{wanted} (et non « {self.text(key)} »)")


def _decision(entry: _Mapping) -> Decision:
    kinds = ", ".join(DecisionKind)
    kind = entry.made("decision", DecisionKind, f"l'un de : {kinds}")
    controls = ", ".join(ControlName)
    line, cents, printed = _correction(entry, kind)
    return Decision(
        fingerprint=entry.text("empreinte"),
        kind=kind,
        name=entry.text("nom"),
        date=entry.made("date", dt.date.fromisoformat, "une date comme 2026-01-31"),
        note=entry.optional("note") or "",
        line=line,
        cents=cents,
        printed_cents=printed,
        message=entry.optional("constat") or "",
        expected=entry.optional("attendu") or "",
        found=entry.optional("trouve") or "",
        control=entry.made("controle", ControlName, f"l'un de : {controls}")
        if entry.optional("controle")
        else None,
        axis=entry.optional("axe"),
        territory=entry.optional("territoire"),
        page=entry.made("page", int, "un numéro de page") if entry.optional("page") else None,
    )


def _correction(entry: _Mapping, kind: DecisionKind) -> tuple[str | None, int | None, int | None]:
    """(line, right cents, cents read) of a decision that corrects a value, or three None."""
    keys = ("ligne", "montant_lu", "montant_corrige")
    given = [key for key in keys if entry.optional(key) is not None]
    if kind is DecisionKind.EXTRACTION_ERROR and not given:
        entry.refuse("decision", f"une erreur d'extraction dit la bonne valeur : {', '.join(keys)}")
    if not given:
        return None, None, None
    if kind is DecisionKind.ACCEPTED:
        entry.refuse(given[0], "une décision qui accepte un constat ne corrige aucun montant")
    wanted = "un montant en euros comme 1234.50"
    printed = (
        None
        if entry.text("montant_lu") == NOT_COSTED
        else entry.made("montant_lu", _cents, f"« {NOT_COSTED} » ou {wanted}")
    )
    return entry.text("ligne"), entry.made("montant_corrige", _cents, wanted), printed


def _cents(text: str) -> int:
    if not _EUROS.fullmatch(text):
        raise ValueError(text)
    euros, _, decimals = text.lstrip("-").partition(".")
    cents = int(euros) * 100 + int(decimals.ljust(2, "0") or 0)
    return -cents if text.startswith("-") else cents

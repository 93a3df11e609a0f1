"""A proposal as YAML that a person reads: each thing with its pages, doubts « à vérifier »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from pipeline.probe.proposal import Proposal, SeenPattern
from pipeline.profile import UNANSWERED

CHECK = "à vérifier"
SHOWN = 8  # pages that are named before « … »
COLUMN = 100  # characters beyond which a note stands on a line of its own


def yaml_of(proposal: Proposal, document: str) -> str:
    """The profile's text. `document` names the file that it was made from."""
    lines = [
        *_head(proposal, document),
        *_series(proposal),
        "",
        *_territories(proposal),
        "",
        *_axes(proposal),
        "",
        *_orientations(proposal),
        *_patterns(proposal),
        "",
        *_contracts(proposal),
        *_charts(proposal),
    ]
    return "\n".join(lines).rstrip() + "\n"


def quoted(text: str) -> str:
    """`text` as one YAML scalar: plain where YAML reads it back as that very text."""
    try:
        plain = bool(text) and yaml.safe_load(f"[{text}]") == [text] and "#" not in text
        plain = plain and yaml.safe_load(f"k: {text}") == {"k": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else "'" + text.replace("'", "''") + "'"


def code(text: str) -> str:
    """A code, always in quotes: YAML would read 02 as a number."""
    return f'"{text}"'


def pages(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:SHOWN])) + (", …" if len(numbers) > SHOWN else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _noted(line: str, *notes: str) -> Iterator[str]:
    """`line`, with its notes as a comment after it, or before where there is no room."""
    said = " ; ".join(n for n in notes if n)
    if said and len(line) + len(said) + 4 > COLUMN:
        yield " " * (len(line) - len(line.lstrip())) + f"# {said}"
        yield line
    else:
        yield f"{line}  # {said}" if said else line


def _doubt(text: str) -> str:
    return f"{CHECK} : {text}" if text else ""


def _head(proposal: Proposal, document: str) -> Iterator[str]:
    yield f"# Profil proposé par « recolement probe » d'après {document}"
    yield "# Chaque chose porte la page où elle est vue ; relire d'abord ce qui est « à vérifier »."
    yield f"# Puis : recolement run {document} --profile CE_FICHIER"
    for doubt in proposal.doubts:
        yield f"# {_doubt(doubt)}"


def _series(proposal: Proposal) -> Iterator[str]:
    s = proposal.series
    yield f"series: {quoted(s.slug)}"
    yield from _noted(f"title: {quoted(s.title)}", pages(s.title_pages))
    yield from _noted(f"publisher: {quoted(s.publisher)}", _doubt(s.publisher_doubt))
    yield from _noted(f"licence: {UNANSWERED}", _doubt("le document n'est pas lu pour sa licence"))
    region = f"region: {{code: {code(s.region_code)}, name: {quoted(s.region_name)}}}"
    yield from _noted(region, _doubt(s.region_doubt))


def _territories(proposal: Proposal) -> Iterator[str]:
    yield "# Codes : INSEE d'un département, SIREN d'une métropole ; toujours entre guillemets."
    yield "territories:"
    for t in proposal.territories:
        yield from _noted(f"  - code: {code(t.code)}", pages(t.pages), _doubt(t.doubt))
        yield f"    name: {quoted(t.name)}"
        yield f"    full_name: {quoted(t.full_name)}"
        yield f"    type: {t.type}"
        if t.aliases:
            yield "    aliases:"
            yield from (f"      - {quoted(a)}" for a in t.aliases)
    yield ""
    codes = ", ".join(map(code, proposal.order))
    yield "# L'ordre dans lequel chaque axe montre les territoires."
    yield from _noted(f"order: [{codes}]", _doubt(proposal.order_doubt))


def _axes(proposal: Proposal) -> Iterator[str]:
    yield "axes:"
    for a in proposal.axes:
        (label, seen), *others = a.wordings
        yield f"  - code: {code(a.code)}"
        yield from _noted(f"    label: {quoted(label)}", pages(seen))
        if others:
            yield "    wordings:"
            for wording, where in others:
                yield from _noted(f"      - {quoted(wording)}", pages(where))
        if a.territories is not None:
            codes = ", ".join(map(code, a.territories))
            why = "" if a.doubt else "seuls ces territoires ont un contrat pour cet axe"
            yield from _noted(f"    territories: [{codes}]", why, _doubt(a.doubt))
        elif a.doubt:
            yield f"    # {_doubt(a.doubt)}"


def _orientations(proposal: Proposal) -> Iterator[str]:
    for o in (o for o in proposal.orientations if o.doubt):
        yield from _noted(f"# {quoted(o.label)}", pages(o.pages), _doubt(o.doubt))
    if all(o.doubt for o in proposal.orientations):
        return
    yield "# Les variantes sont réunies par ressemblance : à relire."
    yield "orientations:"
    for o in (o for o in proposal.orientations if not o.doubt):
        yield from _noted(f"  - label: {quoted(o.label)}", pages(o.pages))
        if o.variants:
            yield "    variants:"
            yield from (f"      - {quoted(v)}" for v in o.variants)
    yield ""


def _pattern(key: str, pattern: SeenPattern) -> Iterator[str]:
    seen = f"« {pattern.example} »" if pattern.example else ""
    where = ", ".join(filter(None, (seen, pages(pattern.pages))))
    if where or pattern.doubt:
        yield "  # " + " ; ".join(filter(None, (where, _doubt(pattern.doubt))))
    yield f"  {key}: '" + pattern.regex.replace("'", "''") + "'"


def _patterns(proposal: Proposal) -> Iterator[str]:
    yield "# Expressions régulières, sans égard à la casse."
    yield "patterns:"
    yield from _pattern("edition", proposal.series.edition)
    yield from _pattern("banner", proposal.banner)
    yield from _pattern("total", proposal.total)
    yield from _pattern("contract_total", proposal.contract_total)
    if proposal.region_total:
        yield from _pattern("region_total", proposal.region_total)
    if proposal.amount_column:
        yield ""
        column = proposal.amount_column
        where = _doubt(column.doubt)
        line = "amount_column: '" + column.regex.replace("'", "''") + "'"
        yield from _noted(line, pages(column.pages), where)


def _contracts(proposal: Proposal) -> Iterator[str]:
    if proposal.contract_totals is None:
        return
    codes = ", ".join(map(code, proposal.contract_totals))
    yield "# Les contrats dont le document imprime le total."
    yield from _noted(f"contract_totals: [{codes}]", pages(proposal.contract_pages))
    yield ""


def _charts(proposal: Proposal) -> Iterator[str]:
    if not proposal.charts:
        return
    yield "# Ce que dessinent les graphiques : ce qui, calculé par les lignes, donne leurs nombres."
    yield "charts:"
    for c in proposal.charts:
        note = " ; ".join(filter(None, (f"« {c.example} »", pages(c.pages), _doubt(c.doubt))))
        yield f"  # {note}"
        yield "  - title: '" + c.title.replace("'", "''") + "'"
        yield f"    by: {c.by}"
        yield f"    within: {c.within}"
        yield f"    territories: {c.territories}"
        yield f"    units: [{', '.join(code(u) for u in c.units)}]"

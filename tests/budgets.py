"""Budget documents of many kinds, made with ReportLab and WeasyPrint: what `check` must cope with.

Each maker writes one PDF and takes `wrong`: printed text -> the wrong text put in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

Row = Sequence[str]
Wrong = Mapping[str, str]

STYLES = getSampleStyleSheet()
HEAVY = ("total", "sous-total", "subtotal", "chapitre", "section", "solde", "suma", "net ", "grand")
RULED = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
ZEBRA = [("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.whitesmoke, colors.white])]


def table(
    rows: Sequence[Row],
    widths: Sequence[float],
    *,
    labels: int = 1,
    look: Sequence[tuple[object, ...]] = (),
    repeat: int = 1,
    wrong: Wrong | None = None,
) -> Table:
    """A table whose first `labels` columns are text; rows that name a sum are set in bold."""
    swapped = dict(wrong or {})
    printed = [[swapped.get(cell, cell) for cell in row] for row in rows]
    style: list[tuple[object, ...]] = [
        ("ALIGN", (labels, 0), (-1, -1), "RIGHT"),
        ("FONTSIZE", (0, 0), (-1, -1), 9),
        ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9),
        *look,
    ]
    for at, row in enumerate(rows):
        if any(cell.lower().startswith(HEAVY) for cell in row[: labels or 1]):
            style.append(("FONT", (0, at), (-1, at), "Helvetica-Bold", 9))
    return Table(printed, [w * cm for w in widths], repeatRows=repeat, style=TableStyle(style))


def write(path: Path, story: Sequence[Flowable], *, wide: bool = False) -> Path:
    """Lay a story out on A4 pages."""
    size = landscape(A4) if wide else A4
    SimpleDocTemplate(str(path), pagesize=size, title=path.stem).build(list(story))
    return path


def text(*paragraphs: str) -> list[Flowable]:
    return [x for p in paragraphs for x in (Paragraph(p, STYLES["BodyText"]), Spacer(1, 8))]


def title(words: str) -> Flowable:
    return Paragraph(words, STYLES["Heading2"])


def minutes(path: Path, wrong: Wrong | None = None) -> Path:
    """A council's minutes: two small tables between paragraphs that name amounts too."""
    grants = [
        ("Association", "Montant voté"),
        ("Amicale laïque", "1 250,00 €"),
        ("Club de judo", "3 400,50 €"),
        ("Foyer rural", "800,00 €"),
        ("Harmonie municipale", "2 000,00 €"),
        ("Total des subventions", "7 450,50 €"),
    ]
    works = [
        ("Lot", "Entreprise", "Montant HT"),
        ("Gros œuvre", "Martin SARL", "125 000,00 €"),
        ("Charpente", "Bois et Cie", "48 320,75 €"),
        ("Électricité", "Voltéa", "22 910,00 €"),
        ("TOTAL", "", "196 230,75 €"),
    ]
    story = [
        title("Procès-verbal de la séance du 12 mars 2025"),
        *text(
            "Le conseil municipal, légalement convoqué le 5 mars 2025, s'est réuni à 20 h 30 sous "
            "la présidence de Madame le Maire. Présents : 15, votants : 19, pouvoirs : 4.",
            "<b>Délibération 2025-014 : subventions aux associations.</b> Sur une enveloppe de "
            "10 000 € inscrite au budget primitif, le conseil décide d'attribuer les subventions "
            "suivantes, contre 6 980,00 € en 2024 :",
        ),
        table(grants, (9, 4), wrong=wrong),
        Spacer(1, 12),
        *text(
            "Adopté à l'unanimité. Le solde de l'enveloppe, soit 2 549,50 €, sera affecté à une "
            "séance ultérieure. La dépense sera imputée au compte 65748 du budget 2025.",
            "<b>Délibération 2025-015 : attribution des marchés de la salle des fêtes.</b> Après "
            "analyse des 12 offres reçues, le conseil retient les entreprises suivantes pour un "
            "montant inférieur à l'estimation de 210 000 € :",
        ),
        table(works, (5, 5, 4), labels=2, look=RULED, wrong=wrong),
        Spacer(1, 12),
        *text("Pour : 17. Contre : 0. Abstentions : 2. La séance est levée à 22 h 15."),
    ]
    return write(path, story)


AMENDMENT = [
    ("Chapitre / article", "Libellé", "BP 2025", "DM n° 1", "Total"),
    ("Chapitre 011", "Charges à caractère général", "", "", ""),
    ("60611", "Eau et assainissement", "12 000", "0", "12 000"),
    ("60612", "Énergie, électricité", "85 000", "14 500", "99 500"),
    ("6156", "Maintenance", "31 200", "-2 300", "28 900"),
    ("Total chapitre 011", "", "128 200", "12 200", "140 400"),
    ("Chapitre 012", "Charges de personnel", "", "", ""),
    ("64111", "Rémunération principale", "410 000", "-6 000", "404 000"),
    ("6451", "Cotisations URSSAF", "96 400", "-1 200", "95 200"),
    ("Total chapitre 012", "", "506 400", "-7 200", "499 200"),
    ("Chapitre 65", "Autres charges", "", "", ""),
    ("65748", "Subventions aux associations", "22 000", "1 500", "23 500"),
    ("Total chapitre 65", "", "22 000", "1 500", "23 500"),
    ("Total dépenses de fonctionnement", "", "656 600", "6 500", "663 100"),
]


def amendment(path: Path, wrong: Wrong | None = None) -> Path:
    """A budget amendment: account numbers, chapters with sub-totals, negative lines."""
    story = [
        title("Décision modificative n° 1 - Section de fonctionnement"),
        *text("Montants en euros."),
        table(AMENDMENT, (4, 6, 2.3, 2.3, 2.3), labels=2, look=RULED, wrong=wrong),
    ]
    return write(path, story)


def plan(path: Path, wrong: Wrong | None = None) -> Path:
    """A financing plan: expenses and resources side by side, as many columns, unlike lengths."""
    rows = [
        ("Dépenses", "Montant HT", "Ressources", "Montant", "%"),
        ("Maîtrise d'œuvre", "42 000 €", "État - DETR", "150 000 €", "33,3 %"),
        ("Travaux", "380 000 €", "Région", "90 000 €", "20,0 %"),
        ("Mobilier", "18 500 €", "Département", "60 000 €", "13,3 %"),
        ("Imprévus", "9 500 €", "Autofinancement", "150 000 €", "33,3 %"),
        ("TOTAL", "450 000 €", "TOTAL", "450 000 €", "100 %"),
    ]
    story = [
        title("Plan de financement prévisionnel"),
        *text("Rénovation de l'école, coût prévisionnel de 450 000 € HT."),
        table(rows, (4.2, 3, 4.2, 3, 1.8), look=RULED, wrong=wrong),
    ]
    return write(path, story)


def english(path: Path, wrong: Wrong | None = None) -> Path:
    """An English budget: no currency beside the numbers, parentheses for what is negative."""
    rows = [
        ("", "FY2024 Actual", "FY2025 Budget", "Variance"),
        ("Property tax", "1,204,500.00", "1,250,000.00", "45,500.00"),
        ("Grants", "318,250.75", "300,000.00", "(18,250.75)"),
        ("Fees and charges", "87,412.10", "92,500.00", "5,087.90"),
        ("Total revenue", "1,610,162.85", "1,642,500.00", "32,337.15"),
        ("Salaries", "904,118.40", "940,000.00", "35,881.60"),
        ("Materials", "211,990.00", "205,500.00", "(6,490.00)"),
        ("Debt service", "150,000.00", "150,000.00", "-"),
        ("Total expenditure", "1,266,108.40", "1,295,500.00", "29,391.60"),
        ("Net surplus", "344,054.45", "347,000.00", "2,945.55"),
    ]
    story = [
        title("Town of Springfield - Adopted budget"),
        *text("All figures in US dollars. The budget was adopted on June 12, 2024."),
        table(rows, (5, 3.5, 3.5, 3.5), wrong=wrong),
    ]
    return write(path, story)


def spanish(path: Path, wrong: Wrong | None = None) -> Path:
    """A Spanish budget by chapters."""
    rows = [
        ("Capítulo", "Denominación", "Importe"),
        ("1", "Gastos de personal", "1.234.567,50 €"),
        ("2", "Bienes corrientes y servicios", "845.300,00 €"),
        ("4", "Transferencias corrientes", "96.132,50 €"),
        ("", "Total operaciones corrientes", "2.176.000,00 €"),
        ("6", "Inversiones reales", "410.000,00 €"),
        ("9", "Pasivos financieros", "64.000,00 €"),
        ("", "Total operaciones de capital", "474.000,00 €"),
        ("", "TOTAL GENERAL", "2.650.000,00 €"),
    ]
    story = [
        title("Presupuesto de gastos 2025"),
        table(rows, (2.5, 8, 4), labels=2, look=RULED, wrong=wrong),
    ]
    return write(path, story)


def long(path: Path, wrong: Wrong | None = None) -> Path:
    """A table of three pages, its head repeated, its total alone at the end."""
    values = [1_000 + 37 * n * (n % 7) for n in range(110)]
    rows = [("Bénéficiaire", "Montant (en euros)")]
    rows += [(f"Bénéficiaire numéro {n:03d}", f"{v:,}".replace(",", " ")) for n, v in
             enumerate(values)]  # fmt: skip
    rows.append(("Total", f"{sum(values):,}".replace(",", " ")))
    story = [title("Liste des aides versées"), table(rows, (9, 4), look=ZEBRA, wrong=wrong)]
    return write(path, story)


def carried(path: Path, wrong: Wrong | None = None) -> Path:
    """A ledger of two pages: carried forward at the foot, brought forward at the head."""
    first = [
        ("Nature de la dépense", "Montant"),
        ("Fournitures", "1 200,00"),
        ("Transport", "830,50"),
        ("À reporter", "2 030,50"),
    ]
    second = [
        ("Nature de la dépense", "Montant"),
        ("Report", "2 030,50"),
        ("Assurance", "412,00"),
        ("Téléphone", "96,25"),
        ("TOTAL", "2 538,75"),
    ]
    from reportlab.platypus import PageBreak

    story = [
        table(first, (9, 4), wrong=wrong), PageBreak(), table(second, (9, 4), wrong=wrong),
    ]  # fmt: skip
    return write(path, story)


def years(path: Path, wrong: Wrong | None = None) -> Path:
    """Two years, their change and its rate; details with « dont »; a grand total and a balance."""
    rows = [
        ("Recettes", "BP 2024", "BP 2025", "Évolution", "%"),
        ("Impôts locaux", "540 000", "561 600", "21 600", "4,0 %"),
        ("dont taxe foncière", "410 000", "430 000", "20 000", "4,9 %"),
        ("Dotations", "210 000", "201 000", "-9 000", "-4,3 %"),
        ("Produits des services", "64 500", "66 900", "2 400", "3,7 %"),
        ("Total recettes", "814 500", "829 500", "15 000", "1,8 %"),
        ("Charges générales", "290 000", "301 500", "11 500", "4,0 %"),
        ("Personnel", "402 000", "415 000", "13 000", "3,2 %"),
        ("Total dépenses", "692 000", "716 500", "24 500", "3,5 %"),
        ("Solde", "122 500", "113 000", "-9 500", "-7,8 %"),
    ]
    story = [
        title("Budget primitif"),
        table(rows, (5.5, 2.6, 2.6, 2.6, 2), wrong=wrong),
    ]
    return write(path, story)


def above(path: Path, wrong: Wrong | None = None) -> Path:
    """Totals above their lines."""
    rows = [
        ("Mission", "Crédits"),
        ("Total général", "930 000 €"),
        ("Total culture", "310 000 €"),
        ("Lecture publique", "190 000 €"),
        ("Musées", "120 000 €"),
        ("Total sport", "620 000 €"),
        ("Équipements", "500 000 €"),
        ("Clubs", "120 000 €"),
    ]
    return write(path, [title("Crédits par mission"), table(rows, (9, 4), wrong=wrong)])


def chapters(path: Path, wrong: Wrong | None = None) -> Path:
    """Chapter lines that carry the sum of the articles under them, with no word that says so."""
    rows = [
        ("Libellé", "Proposé", "Voté"),
        ("Chapitre 011 Charges à caractère général", "128 200,00", "127 000,00"),
        ("60611 Eau", "12 000,00", "12 000,00"),
        ("60612 Électricité", "85 000,00", "85 000,00"),
        ("6156 Maintenance", "31 200,00", "30 000,00"),
        ("Chapitre 012 Personnel", "506 400,00", "506 400,00"),
        ("64111 Rémunérations", "410 000,00", "410 000,00"),
        ("6451 URSSAF", "96 400,00", "96 400,00"),
        ("Total", "634 600,00", "633 400,00"),
    ]
    return write(path, [title("Dépenses"), table(rows, (8, 4, 4), look=RULED, wrong=wrong)])


def thousands(path: Path, wrong: Wrong | None = None) -> Path:
    """Amounts in thousands, with one decimal and parentheses, as annual reports print them."""
    rows = [
        ("En milliers d'euros", "2024", "2023"),
        ("Produits d'exploitation", "1 204,5", "1 180,2"),
        ("Subventions", "318,2", "309,0"),
        ("Reprises", "(12,4)", "(8,1)"),
        ("Total des produits", "1 510,3", "1 481,1"),
    ]
    return write(path, [title("Compte de résultat"), table(rows, (8, 3, 3), wrong=wrong)])


def html_table(rows: Sequence[Row], labels: int = 1, wrong: Wrong | None = None) -> str:
    swapped = dict(wrong or {})
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=n' if i >= labels else ''}>{swapped.get(cell, cell)}</td>"
            for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table>{body}</table>"


def print_html(path: Path, body: str) -> Path:
    """Print a web page with WeasyPrint."""
    from weasyprint import HTML

    style = (
        "@page{size:A4;margin:1.5cm}body{font:10pt sans-serif}table{width:100%;"
        "border-collapse:collapse}td{border:.5pt solid #999;padding:2pt 4pt}.n{text-align:right}"
    )
    HTML(string=f"<html lang=fr><style>{style}</style>{body}").write_pdf(path)
    return path


def stacked(path: Path, wrong: Wrong | None = None) -> Path:
    """Three tables one under another, their columns not in line, one with a column of rates."""
    cost = [
        ("Poste", "Montant"), ("Études", "12 000 €"), ("Travaux", "88 000 €"),
        ("Coût total de l'opération", "100 000 €"),
    ]  # fmt: skip
    given = [
        ("Origine", "Montant", "Part"), ("État", "41 000 €", "41,00 %"),
        ("Région", "30 000 €", "30,00 %"), ("Commune", "29 000 €", "29,00 %"),
        ("Montant total des ressources", "100 000 €", "100,00 %"),
    ]  # fmt: skip
    grants = [
        ("Association", "Objet", "Montant"), ("Judo club", "Tatamis", "1 200 €"),
        ("Chorale", "Concert", "800 €"), ("", "TOTAL", "2 000 €"),
    ]  # fmt: skip
    body = (
        f"<h2>Coût</h2>{html_table(cost, wrong=wrong)}"
        f"<h2>Ressources</h2>{html_table(given, wrong=wrong)}"
        f"<h2>Aides</h2>{html_table(grants, 2, wrong)}"
    )
    return print_html(path, body)


def shared(path: Path, wrong: Wrong | None = None) -> Path:
    """Several tables under headings of their own, with one total after the last."""
    head = ("Action", "État", "Ville", "Total")
    groups = {
        "Petite enfance": [
            ("Crèche associative", "17 000", "24 000", "41 000"),
            ("Relais d'assistantes maternelles", "455 619", "1 100 000", "1 555 619"),
        ],
        "Jeunesse": [("Chantiers de jeunes", "31 000", "2 350 000", "2 381 000")],
        "Autonomie": [
            ("Portage de repas à domicile", "28 500", "19 000", "47 500"),
            ("Total général", "532 119", "3 493 000", "4 025 119"),
        ],
    }
    body = "".join(
        f"<h3>{name}</h3>{html_table([head, *rows], wrong=wrong)}" for name, rows in groups.items()
    )
    return print_html(path, body)


def merged(path: Path, wrong: Wrong | None = None) -> Path:
    """An amendment in the form that French town halls use: its grand total in merged cells."""
    rows = [
        ("D-615221 : Entretien et réparations des bâtiments", "0,00 €", "15 000,00 €"),
        ("D-6232 : Fêtes et cérémonies", "3 000,00 €", "0,00 €"),
        ("TOTAL D 011 : Charges à caractère général", "3 000,00 €", "15 000,00 €"),
        ("D-65748 : Subventions", "0,00 €", "1 500,00 €"),
        ("TOTAL D 65 : Autres charges", "0,00 €", "1 500,00 €"),
        ("Total FONCTIONNEMENT", "3 000,00 €", "16 500,00 €"),
    ]
    table = html_table([("Désignation", "Diminution", "Augmentation"), *rows], wrong=wrong)
    grand = (
        '<tr><td>Total Général</td><td colspan=2 style="text-align:center">13 500,00 €</td></tr>'
    )
    return print_html(
        path, f"<h2>Décision modificative n° 2</h2>{table.replace('</table>', grand + '</table>')}"
    )


def html(path: Path, wrong: Wrong | None = None) -> Path:
    """A printed web page: narrow spaces, sub-totals, a grand total over two tables."""
    from weasyprint import HTML

    rows = {
        "Investissement": [
            ("Voirie", "210 000,00 €"), ("Écoles", "95 500,00 €"),
            ("Total investissement", "305 500,00 €"),
        ],
        "Fonctionnement": [
            ("Personnel", "402 000,00 €"), ("Énergie", "77 250,00 €"), ("Divers", "néant"),
            ("Total fonctionnement", "479 250,00 €"),
        ],
    }  # fmt: skip
    swapped = dict(wrong or {})

    def cells(label: str, amount: str) -> str:
        printed = swapped.get(amount, amount).replace(" ", "\u202f")
        return f"<tr><td>{label}</td><td>{printed}</td></tr>"

    body = "".join(
        f"<h2>{name}</h2><table><thead><tr><th>Nature</th><th>Montant</th></tr></thead><tbody>"
        + "".join(cells(*row) for row in held)
        + "</tbody></table>"
        for name, held in rows.items()
    )
    body += f"<table>{cells('TOTAL GÉNÉRAL', '784 750,00 €')}</table>"
    style = (
        "body{font:11pt sans-serif}table{width:100%;border-collapse:collapse}"
        "td,th{border-bottom:1px solid #999;text-align:left;padding:3pt}"
        "td:last-child,th:last-child{text-align:right;width:30%}"
    )
    HTML(string=f"<html lang=fr><style>{style}</style><h1>Budget 2025</h1>{body}").write_pdf(path)
    return path


MAKERS = (minutes, amendment, plan, english, spanish, long, carried, years, above, chapters,
          thousands, html, stacked, shared)  # fmt: skip

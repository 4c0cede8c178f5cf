"""Reads every file of this folder by the places of its columns, with pandas, R haven and LibreOffice, and writes expected.json: python3 read.py, in this folder.

Debian: python3-pandas python3-openpyxl libreoffice-calc r-cran-haven. It knows nothing of headers or formats.
"""
import io
import json
import os
import subprocess
import tempfile

import pandas

LABELS = {l: i + 1 for i, l in enumerate(["pas du tout d'accord", "plutôt pas d'accord", "ni d'accord ni pas d'accord", "plutôt d'accord", "tout à fait d'accord"])}
LABELS.update({f"A{i}": i for i in range(1, 6)})


def text(name, sep, skip, encoding="utf-8"):
    return pandas.read_csv(name, header=None, skiprows=skip, sep=sep, encoding=encoding, dtype=str, keep_default_na=False, engine="python")


def book(name): return pandas.read_excel(name, header=None, skiprows=1, dtype=str, keep_default_na=False)


def old_book(name):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, name], check=True, stdout=subprocess.DEVNULL)
        return text(os.path.join(folder, os.path.splitext(name)[0] + ".csv"), ",", 1)


def haven(name):
    # read_sav makes NA of what the file calls missing.
    code = f"library(haven); d <- read_sav('{name}'); d <- as.data.frame(lapply(d, function(x) {{ x <- if (is.numeric(x)) as.numeric(x) else as.character(x); ifelse(is.na(x), '', as.character(x)) }})); write.csv(d, row.names = FALSE)"
    return text(io.StringIO(subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, text=True).stdout), ",", 1)


def responses(name, lines):
    with open(name, encoding="utf-8") as file: found = [json.loads(l) for l in file] if lines else json.load(file)
    return pandas.DataFrame([[r["respondent"], r["team"], r["submittedAt"], *[("" if v is None else str(v)) for v in r["answers"].values()]] for r in found])


def point(cell):
    cell = cell.strip().replace("\u2019", "'")
    return None if cell in ("", "Ne sait pas") else LABELS[cell.lower()] if cell.lower() in LABELS else LABELS[cell] if cell in LABELS else float(cell)


def figures(table, team, items, drop=()):
    for place, values in drop: table = table[~table[place].isin(values)]
    made = {"taken": len(table), "teams": {t: int(n) for t, n in table[team].str.strip().value_counts().sort_index().items()}, "items": []}
    for place in range(items, items + 6):
        answered = [p for p in (point(c) for c in table[place]) if p is not None]
        made["items"].append({"n": len(answered), "sum": int(sum(answered))})
    return made


READ = {
    "../proposals/salaries-accord.csv": lambda f: figures(text(f, ";", 1, "cp1252"), 1, 4),
    "workbook.xlsx": lambda f: figures(book(f), 1, 4),
    "workbook.xls": lambda f: figures(old_book(f), 1, 4),
    "spss.sav": lambda f: figures(haven(f), 1, 3),
    "spss.zsav": lambda f: figures(haven(f), 1, 3),
    "responses.ndjson": lambda f: figures(responses(f, True), 1, 3),
    "responses.json": lambda f: figures(responses(f, False), 1, 3),
    "google-forms.csv": lambda f: figures(text(f, ",", 1), 1, 2),
    "microsoft-forms.xlsx": lambda f: figures(book(f), 6, 7),
    "limesurvey-codes.csv": lambda f: figures(text(f, ",", 1, "utf-8-sig"), 5, 6, [(1, [""])]),
    "limesurvey-texts.csv": lambda f: figures(text(f, ";", 1, "utf-8-sig"), 5, 6, [(1, [""])]),
    "surveymonkey.csv": lambda f: figures(text(f, ",", 2), 9, 10, [(9, [""])]),
    "qualtrics.csv": lambda f: figures(text(f, ",", 3), 11, 12, [(2, ["Aperçu de l'enquête"]), (6, ["Faux"])]),
    "kobo.csv": lambda f: figures(text(f, ";", 1), 2, 3),
}

with open("expected.json", "w", encoding="utf-8") as out: json.dump({f: read(f) for f, read in READ.items()}, out, ensure_ascii=False, indent=1)

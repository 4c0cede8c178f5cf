"""Reads the file of a real-*.json case with pandas, by the places of its columns, and prints what must come out of it.

    python3 read_again.py CASE.json [FOLDER OF THE REAL FILES, ../../../shared/exports by default]

It knows nothing of headers, codebooks' column names or formats: only the case's "reading" and the scales of its codebook.
"""
import json
import os
import sys
from decimal import Decimal

import pandas


def figures(case, folder):
    how, book = case["reading"], case["codebook"]
    scales = {i["key"]: book["scales"][i["scale"]] for i in book["items"]}
    table = pandas.read_csv(os.path.join(folder, case["file"]), header=None, skiprows=how["skip"], sep=how.get("sep", ","), encoding=how["encoding"],
                            dtype=str, keep_default_na=False, index_col=False, usecols=range(how["columns"]), engine="python")
    for column in table: table[column] = table[column].str.strip()
    skipped = {}
    for code, place, values in how.get("drop", []):
        gone = table[place].isin(values)
        skipped[code] = int(gone.sum())
        table = table[~gone]
    missing = set(book.get("missing", [])) | {""}
    read, rejected = len(table), {}
    for code, place in [("missing-team", how["team"])] + ([("missing-date", how["day"])] if "day" in how else []):
        gone = table[place].isin(missing)
        if gone.any(): rejected[code] = int(gone.sum())
        table = table[~gone]
    teams = {t: int(n) for t, n in table[how["team"]].value_counts().sort_index().items()}
    items = {}
    for key, place in how.get("items", {}).items():
        answers = table[place][~table[place].isin(missing)]
        points = [Decimal(str(scales[key].get("labels", {}).get(a, a))) for a in answers]
        items[key] = {"n": len(points), "sum": format(sum(points, Decimal(0)).normalize(), "f")}
    for key, (name, reverse) in how.get("figures", {}).items():
        rows = table[table[how["item"]] == name]
        low, high = Decimal(str(scales[key]["min"])), Decimal(str(scales[key]["max"]))
        scores = [(Decimal(s.replace(",", ".")) - low) / (high - low) * 100 for s in rows[how["score"]]]
        scores = [100 - s if reverse else s for s in scores]
        people = sum(int("".join(c for c in n if c.isdigit())) for n in rows[how["n"]])
        items[key] = {"n": len(scores), "sum": format(sum(scores, Decimal(0)).normalize(), "f"), "people": people}
    return {"read": read, "taken": len(table), "skipped": skipped, "rejected": rejected, "teams": teams, "items": items}


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    with open(sys.argv[1], encoding="utf-8") as text: known = json.load(text)
    print(json.dumps(figures(known, sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, "..", "..", "..", "shared", "exports")), ensure_ascii=False, indent=2))

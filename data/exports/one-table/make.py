"""Writes the table of ../proposals/salaries-accord.csv as each survey tool would export it: python3 make.py, in this folder.

Debian: python3-pandas python3-openpyxl libreoffice-calc pspp. LibreOffice writes the workbooks, PSPP the SPSS files, pandas the rest.
"""
import csv
import json
import os
import subprocess
import sys

import pandas

SOURCE = "../proposals/salaries-accord.csv"
LABELS = ["Pas du tout d'accord", "Plutôt pas d'accord", "Ni d'accord ni pas d'accord", "Plutôt d'accord", "Tout à fait d'accord"]
table = pandas.read_csv(SOURCE, sep=";", encoding="cp1252", dtype=str, keep_default_na=False)
table = table.apply(lambda column: column.str.replace("\u2019", "'"))
WHO, TEAM, REGION, DAY, *ITEMS, RECOMMEND, REMARK = table.columns
ASKED = [*ITEMS, RECOMMEND]
days = pandas.to_datetime(table[DAY], format="%d/%m/%Y")
points = table[ITEMS].apply(lambda column: column.map({l: str(i + 1) for i, l in enumerate(LABELS)}).fillna(""))
rows = range(len(table))


def write(name, lines, **how):
    with open(name, "w", newline="", encoding=how.get("encoding", "utf-8")) as file:
        csv.writer(file, delimiter=how.get("delimiter", ","), quoting=how.get("quoting", csv.QUOTE_MINIMAL), lineterminator=how.get("end", "\n")).writerows(lines)


def answers(row): return [table[c][row] for c in ASKED]


def when(row, form): return (days[row] + pandas.Timedelta(hours=9, minutes=row % 60)).strftime(form)


def workbooks():
    for kind in ["xlsx", "xls"]:
        subprocess.run(["soffice", "--headless", "--infilter=CSV:59,34,1,1,,1036,false,true", "--convert-to", kind, SOURCE], check=True, stdout=subprocess.DEVNULL)
        os.replace(f"salaries-accord.{kind}", f"workbook.{kind}")


def spss():
    names = [f"q{i + 1}" for i in range(len(ASKED))]
    quoted = lambda text: '"' + text.replace('"', '""') + '"'
    data = "\n".join(",".join([table[WHO][r], table[TEAM][r], days[r].strftime("%d.%m.%Y"), *[p or "9" for p in points.loc[r]], table[RECOMMEND][r] or "99"]) for r in rows)
    lines = ["SET DECIMAL DOT.", f'DATA LIST LIST (",") NOTABLE /who (A8) agence (A20) submitted (EDATE10) {" ".join(n + " (F2)" for n in names)}.', "BEGIN DATA.", data, "END DATA.",
             f"VARIABLE LABELS who {quoted(WHO)} /agence {quoted(TEAM)} /submitted {quoted(DAY)} " + " ".join(f"/{n} {quoted(c)}" for n, c in zip(names, ASKED)) + ".",
             f"VALUE LABELS {' '.join(names[:-1])} " + " ".join(f"{i + 1} {quoted(l)}" for i, l in enumerate(LABELS)) + f" 9 'Sans réponse' /{names[-1]} 0 'Certainement pas' 10 'Absolument' 99 'Sans réponse'.",
             f"MISSING VALUES {' '.join(names[:-1])} (9) /{names[-1]} (99).", "SAVE OUTFILE = 'spss.sav' /COMPRESSED.", "SAVE OUTFILE = 'spss.zsav' /ZCOMPRESSED."]
    with open("spss.sps", "w", encoding="utf-8") as file: file.write("\n".join(lines) + "\n")
    subprocess.run(["pspp", "spss.sps"], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
    os.remove("spss.sps")


def own_program():
    def value(c, r): return int(table[c][r]) if c == RECOMMEND and table[c][r] else table[c][r] or None
    responses = [{"team": table[TEAM][r], "submittedAt": when(r, "%Y-%m-%dT%H:%M:%S+01:00"), "respondent": table[WHO][r], "answers": {c: value(c, r) for c in ASKED}} for r in rows]
    with open("responses.ndjson", "w", encoding="utf-8") as file: file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in responses)
    with open("responses.json", "w", encoding="utf-8") as file: json.dump(responses, file, ensure_ascii=False, indent=1)


def google():
    hour = lambda r: (days[r] + pandas.Timedelta(hours=9, minutes=r % 60)).strftime("%Y/%m/%d ") + f"9:{r % 60:02d}:00 AM GMT+1"
    write("google-forms.csv", [["Horodateur", TEAM, *ASKED, REMARK], *[[hour(r), table[TEAM][r], *answers(r), table[REMARK][r]] for r in rows]], quoting=csv.QUOTE_ALL)


def microsoft():
    begun = [days[r].to_pydatetime() + pandas.Timedelta(hours=9, minutes=r % 60) for r in rows]
    book = pandas.DataFrame({"ID": [r + 1 for r in rows], "Heure de début": begun, "Heure de fin": [b + pandas.Timedelta(minutes=4) for b in begun], "Adresse de messagerie": "anonymous", "Nom": "",
                             "Heure de la dernière modification": None, TEAM: table[TEAM], **{c: table[c] for c in ITEMS}, RECOMMEND: pandas.to_numeric(table[RECOMMEND]), REMARK: table[REMARK]})
    book.to_excel("microsoft-forms.xlsx", index=False, sheet_name="Sheet1")


def limesurvey():
    partial = [[str(1000 + r), "", "1", "fr", "7", table[TEAM][r], *[""] * len(ASKED)] for r in range(5)]
    codes = [[str(r + 1), when(r, "%Y-%m-%d %H:%M:%S"), "3", "fr", "7", table[TEAM][r], *[f"A{p}" if p else "" for p in points.loc[r]], table[RECOMMEND][r]] for r in rows]
    write("limesurvey-codes.csv", [["id", "submitdate", "lastpage", "startlanguage", "seed", "agence", *[f"climat[SQ{i + 1:03d}]" for i in range(len(ITEMS))], "recommander"], *codes, *partial], quoting=csv.QUOTE_ALL, encoding="utf-8-sig")
    texts = [[str(r + 1), when(r, "%Y-%m-%d %H:%M:%S"), "3", "fr", "7", table[TEAM][r], *answers(r)] for r in rows]
    write("limesurvey-texts.csv", [["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Tête de série", "Dans quelle agence travaillez-vous ?", *ASKED], *texts, *partial],
          quoting=csv.QUOTE_ALL, delimiter=";", encoding="utf-8-sig")


def surveymonkey():
    question = "Dans quelle mesure êtes-vous d'accord ?"
    first = ["ID du répondant", "ID du collecteur", "Date de début", "Date de fin", "Adresse IP", "Adresse e-mail", "Prénom", "Nom de famille", "Données personnalisées 1", "Dans quelle agence travaillez-vous ?", question, *[""] * (len(ITEMS) - 1), RECOMMEND, REMARK]
    second = [*[""] * 9, "Réponse", *ITEMS, "Réponse", "Réponse ouverte"]
    body = [[str(11800000000 + r), "439000000", when(r, "%d/%m/%Y %H:%M:%S"), when(r, "%d/%m/%Y %H:%M:%S"), "192.0.2.7", "", "", "", "", table[TEAM][r], *answers(r), table[REMARK][r]] for r in rows]
    nobody = [[str(11900000000 + r), "439000000", when(r, "%d/%m/%Y %H:%M:%S"), when(r, "%d/%m/%Y %H:%M:%S"), "192.0.2.8", *[""] * (len(first) - 5)] for r in range(3)]
    write("surveymonkey.csv", [first, second, *body, *nobody], end="\r\n")


def qualtrics():
    own = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage"]
    wording = ["Date de début", "Date de fin", "Type de réponse", "Adresse IP", "Progression", "Durée (en secondes)", "Terminé", "Date enregistrée", "ID de réponse", "Canal de distribution", "Langue de l'utilisateur"]
    ids = ["startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished", "recordedDate", "_recordId", "distributionChannel", "userLanguage"]
    names, keys = ["Q1", *[f"Q2_{i + 1}" for i in range(len(ITEMS))], "Q3"], ["QID1", *[f"QID2_{i + 1}" for i in range(len(ITEMS))], "QID3"]
    line = lambda r, status, progress, done: [when(r, "%Y-%m-%d %H:%M:%S"), when(r, "%Y-%m-%d %H:%M:%S"), status, "192.0.2.9", progress, "240", done, when(r, "%Y-%m-%d %H:%M:%S"), f"R_{r:015d}{status[0]}{done[0]}", "anonymous", "FR", table[TEAM][r], *answers(r)]
    body = [line(r, "Adresse IP", "100", "Vrai") for r in rows]
    body[3:3] = [line(0, "Aperçu de l'enquête", "100", "Vrai"), line(1, "Adresse IP", "40", "Faux")]
    zone = [{"ImportId": i, **({"timeZone": "Europe/Paris"} if i in ("startDate", "endDate", "recordedDate") else {})} for i in [*ids, *keys]]
    write("qualtrics.csv", [[*own, *names], [*wording, "Dans quelle agence travaillez-vous ?", *[f"Êtes-vous d'accord ? - {c}" for c in ITEMS], RECOMMEND], [json.dumps(z, separators=(",", ":")) for z in zone], *body])


def kobo():
    head = ["start", "end", "lieu/agence", *[f"climat/q{i + 1}" for i in range(len(ITEMS))], "climat/recommander", "_id", "_uuid", "_submission_time", "_validation_status", "_index"]
    body = [[when(r, "%Y-%m-%dT%H:%M:%S.000+01:00"), when(r, "%Y-%m-%dT%H:%M:%S.000+01:00"), table[TEAM][r], *points.loc[r], table[RECOMMEND][r], str(500 + r), f"00000000-0000-4000-8000-{r:012d}", when(r, "%Y-%m-%dT%H:%M:%S"), "", str(r + 1)] for r in rows]
    write("kobo.csv", [head, *body], delimiter=";", quoting=csv.QUOTE_ALL)


for maker in [workbooks, spss, own_program, google, microsoft, limesurvey, surveymonkey, qualtrics, kobo]:
    if len(sys.argv) == 1 or maker.__name__ in sys.argv[1:]: maker()

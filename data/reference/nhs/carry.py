"""Writes the figures of the NHS staff and inpatient surveys that the tests need: trusts with both voices, 2021 and 2022, three questions of the one and two sections of the other.

    /usr/bin/python3 data/reference/nhs/carry.py FOLDER data/reference/nhs

FOLDER holds the tidied surveys: employee.csv, customer.csv and correlations.csv (scipy 1.10.1)."""
import sys

import pandas as pd

source, target = sys.argv[1:]
employee, customer, r = (pd.read_csv(f"{source}/{name}.csv", dtype=str, keep_default_na=False) for name in ("employee", "customer", "correlations"))
questions, sections = ["Autonomy", "Membership", "Stress"], ["S09", "S10"]
employee = employee[employee.period.isin(["2021", "2022"]) & employee.dimension_or_question.isin(questions) & employee.unit_id.isin(customer.unit_id)]
customer = customer[customer.period.isin(["2021", "2022"]) & customer.dimension_or_question.isin(sections)]
r = r[r.ex_measure.isin(questions) & r.cx_measure.isin(sections) & r.ex_period.isin(["2021", "2022"]) & r.cx_period.isin(["2021", "2022"])]
employee.assign(label="").to_csv(f"{target}/employee.csv", index=False, lineterminator="\n")
customer.to_csv(f"{target}/customer.csv", index=False, lineterminator="\n")
r.to_csv(f"{target}/correlations.csv", index=False, lineterminator="\n")

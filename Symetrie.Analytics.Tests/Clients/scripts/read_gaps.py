"""Gaps as pandas reads them, CSV and JSON, each figure written so that no digit is lost."""
import json
import os
import sys

import pandas as pd

root, key = os.environ["SYMETRIE_URL"], os.environ["SYMETRIE_KEY"]
headers = {"X-Api-Key": key}
table = pd.read_csv(f"{root}/v1/gaps?format=csv", storage_options=headers, float_precision="round_trip")
page = pd.read_json(f"{root}/v1/gaps?limit=50000", storage_options=headers, precise_float=True)
rows = pd.DataFrame(page["data"].tolist())


def told(frame):
    return {
        "types": {name: str(dtype) for name, dtype in frame.dtypes.items()},
        "columns": {name: [None if pd.isna(cell) else cell for cell in frame[name].tolist()] for name in frame.columns},
    }


json.dump({"csv": told(table), "json": told(rows), "pandas": pd.__version__}, sys.stdout)

"""Fits scikit-learn's own pipeline on every case of standard input and answers what it predicts of the held-out rows."""

import json
import sys
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")


def table(columns, rows):
    """Rows × columns of objects; a missing cell is nan."""
    cells = np.empty((len(rows), len(columns)), dtype=object)
    for j, column in enumerate(columns):
        values = column["values"]
        for i, row in enumerate(rows):
            value = values[row]
            if value is None:
                cells[i, j] = np.nan
            else:
                cells[i, j] = float(value) if column["kind"] == "number" else value
    return cells


def answer(case):
    columns, y = case["columns"], np.array(case["truth"])
    kinds = [column["kind"] for column in columns]
    of = lambda kind: [j for j, each in enumerate(kinds) if each == kind]
    features = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), of("number")),
            (
                "labels",
                make_pipeline(
                    SimpleImputer(strategy="most_frequent"),
                    OneHotEncoder(handle_unknown="ignore"),
                ),
                of("category"),
            ),
        ]
    )
    numeric = case["task"] in ("regression", "forecasting")
    model = Ridge(alpha=1) if numeric else LogisticRegression(C=1, tol=1e-8, max_iter=100_000)
    pipeline = make_pipeline(features, model)
    pipeline.fit(table(columns, case["train"]), y[case["train"]])
    held = table(columns, case["held"])
    predicted = pipeline.predict(held)
    shares = None if numeric else pipeline.predict_proba(held)
    if shares is not None and case["classes"] == 2:
        shares = shares[:, 1]
    return {
        "predicted": [float(each) for each in predicted],
        "probability": None if shares is None else [float(each) for each in np.ravel(shares)],
    }


print(json.dumps([answer(case) for case in json.load(sys.stdin)]))

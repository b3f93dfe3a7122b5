"""The peer of upload.mjs: upload.py <folder> reads truth.csv and predictions.csv, matches them by id and prints, as one
JSON line, the figures of a full binary report of each part, without intervals."""
import json
import sys
import time

began = time.perf_counter()
import pandas as pd
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

imported = time.perf_counter()
folder = sys.argv[1]
truth = pd.read_csv(f"{folder}/truth.csv")
predictions = pd.read_csv(f"{folder}/predictions.csv")
assert predictions.id.is_unique and set(predictions.id) == set(truth.id)
assert predictions.probability.between(0, 1).all() and predictions.prediction.isin([0, 1]).all()
rows = truth.merge(predictions, on="id")
report = {}
for part, of in rows.groupby("part"):
    y, c, p = of.truth.to_numpy(), of.prediction.to_numpy(), of.probability.to_numpy()
    figures = {
        "accuracy": m.accuracy_score(y, c),
        "balanced_accuracy": m.balanced_accuracy_score(y, c),
        "mcc": m.matthews_corrcoef(y, c),
        "cohen_kappa": m.cohen_kappa_score(y, c),
        "roc_auc": m.roc_auc_score(y, p),
        "average_precision": m.average_precision_score(y, p),
        "log_loss": m.log_loss(y, p),
        "brier": m.brier_score_loss(y, p),
    }
    for average in ["binary", "macro", "weighted"]:
        m.precision_recall_fscore_support(y, c, average=average, zero_division=0)
    m.confusion_matrix(y, c), m.roc_curve(y, p), calibration_curve(y, p)
    report[part] = figures
end = time.perf_counter()
print(
    json.dumps(
        {
            "figure": 1000 * (end - began),
            "value": report,
            "facts": {"without imports ms": round(1000 * (end - imported))},
        }
    )
)

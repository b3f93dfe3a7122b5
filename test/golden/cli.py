"""Fits a model on each of the given tables, as a student does, and writes truth, predictions and scikit-learn's figures.

cli.py <folder of data> <folder to write to>: prints {case: {key: figure}}.
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn import metrics as m
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

data, out = sys.argv[1:]
figures = {}


def write(case, ids, truth, columns):
    pd.DataFrame({"id": ids, "target": truth}).to_csv(f"{out}/{case}-truth.csv", index=False)
    pd.DataFrame({"id": ids, **columns}).sample(frac=1, random_state=1).to_csv(
        f"{out}/{case}.csv", index=False
    )


def of_classes(y, c, average):
    options = {"average": average, "zero_division": 0}
    end = "" if average == "binary" else f"_{average}"
    return {
        f"recall{end}": m.recall_score(y, c, **options),
        f"precision{end}": m.precision_score(y, c, **options),
        f"f1{end}": m.f1_score(y, c, **options),
    }


wine = pd.read_csv(f"{data}/wine-red.csv")
x = wine.drop(columns="score")
train, test = train_test_split(wine.index, test_size=400, random_state=0)

y = wine.score[test]
p = LinearRegression().fit(x.loc[train], wine.score[train]).predict(x.loc[test])
write("regression", test + 1, y, {"prediction": p})
figures["regression"] = {
    "r2": m.r2_score(y, p),
    "mae": m.mean_absolute_error(y, p),
    "mse": m.mean_squared_error(y, p),
    "rmse": m.root_mean_squared_error(y, p),
    "mape": m.mean_absolute_percentage_error(y, p),
    "median_ae": m.median_absolute_error(y, p),
    "max_error": m.max_error(y, p),
    "explained_variance": m.explained_variance_score(y, p),
}

good = (wine.score >= 7).astype(int)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x.loc[train], good[train])
y, c, p = good[test], model.predict(x.loc[test]), model.predict_proba(x.loc[test])[:, 1]
write("binary", test + 1, y, {"prediction": c, "probability": p})
figures["binary"] = {
    "accuracy": m.accuracy_score(y, c),
    "balanced_accuracy": m.balanced_accuracy_score(y, c),
    **of_classes(y, c, "binary"),
    "mcc": m.matthews_corrcoef(y, c),
    "cohen_kappa": m.cohen_kappa_score(y, c),
    "roc_auc": m.roc_auc_score(y, p),
    "average_precision": m.average_precision_score(y, p),
    "log_loss": m.log_loss(y, p),
    "brier": m.brier_score_loss(y, p),
}
figures["binary matrix"] = m.confusion_matrix(y, c).tolist()

level = pd.cut(wine.score, [0, 5, 6, 10], labels=["bajo", "medio", "alto"]).astype(str)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x.loc[train], level[train])
y, c, p = level[test], model.predict(x.loc[test]), model.predict_proba(x.loc[test])
write(
    "multiclass",
    test + 1,
    y,
    {"prediction": c, **{f"proba_{k}": p[:, i] for i, k in enumerate(model.classes_)}},
)
figures["multiclass"] = {
    "accuracy": m.accuracy_score(y, c),
    "mcc": m.matthews_corrcoef(y, c),
    **of_classes(y, c, "macro"),
    **of_classes(y, c, "micro"),
    **of_classes(y, c, "weighted"),
    "roc_auc_ovr": m.roc_auc_score(y, p, multi_class="ovr"),
    "roc_auc_ovo": m.roc_auc_score(y, p, multi_class="ovo"),
    "log_loss": m.log_loss(y, p),
}
figures["multiclass matrix"] = m.confusion_matrix(y, c).tolist()

cold = pd.read_csv(f"{data}/daily-min-temperatures.csv").min_temperature.to_numpy()
y, p = cold[-365:], cold[-730:-365]
write("forecasting", np.arange(1, 366), y, {"prediction": p})
figures["forecasting"] = {
    "mae": m.mean_absolute_error(y, p),
    "rmse": m.root_mean_squared_error(y, p),
    "r2": m.r2_score(y, p),
    "pinball": m.mean_pinball_loss(y, p),
}

k = KMeans(3, n_init=4, random_state=0).fit_predict(StandardScaler().fit_transform(x))
write("clustering", wine.index + 1, level, {"prediction": k})
figures["clustering"] = {
    "ari": m.adjusted_rand_score(level, k),
    "nmi": m.normalized_mutual_info_score(level, k),
    "v_measure": m.v_measure_score(level, k),
}
print(json.dumps(figures))

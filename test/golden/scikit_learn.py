"""Scores every case of standard input with scikit-learn; a figure it does not define is null."""

import json
import math
import sys
import warnings

import numpy as np
from sklearn import metrics as m

warnings.filterwarnings("ignore")


def regression(case):
    y, p = np.array(case["truth"]), np.array(case["predicted"])
    return {
        "r2": lambda: m.r2_score(y, p),
        "mse": lambda: m.mean_squared_error(y, p),
        "rmse": lambda: m.root_mean_squared_error(y, p),
        "mae": lambda: m.mean_absolute_error(y, p),
        "mape": lambda: m.mean_absolute_percentage_error(y, p),
        "median_ae": lambda: m.median_absolute_error(y, p),
        "max_error": lambda: m.max_error(y, p),
        "explained_variance": lambda: m.explained_variance_score(y, p),
    }


def forecasting(case):
    y, p = np.array(case["truth"]), np.array(case["predicted"])
    q = case["quantile"]
    return {**regression(case), "pinball": lambda: m.mean_pinball_loss(y, p, alpha=q)}


def of_matrix(y, c):
    figures = {
        "accuracy": lambda: m.accuracy_score(y, c),
        "balanced_accuracy": lambda: m.balanced_accuracy_score(y, c),
        "mcc": lambda: m.matthews_corrcoef(y, c),
        "cohen_kappa": lambda: m.cohen_kappa_score(y, c),
    }
    for average in ["macro", "micro", "weighted"]:
        options = {"average": average, "zero_division": 0}
        figures |= {
            f"recall_{average}": lambda o=options: m.recall_score(y, c, **o),
            f"precision_{average}": lambda o=options: m.precision_score(y, c, **o),
            f"f1_{average}": lambda o=options: m.f1_score(y, c, **o),
            f"fbeta_{average}": lambda o=options: m.fbeta_score(y, c, beta=2, **o),
        }
    return figures


def binary(case):
    y, c = np.array(case["truth"]), np.array(case["predicted"])
    p = np.array(case["probability"])
    zero = {"zero_division": 0}
    return {
        **of_matrix(y, c),
        "recall": lambda: m.recall_score(y, c, **zero),
        "precision": lambda: m.precision_score(y, c, **zero),
        "specificity": lambda: m.recall_score(y, c, pos_label=0, **zero),
        "npv": lambda: m.precision_score(y, c, pos_label=0, **zero),
        "f1": lambda: m.f1_score(y, c, **zero),
        "fbeta": lambda: m.fbeta_score(y, c, beta=2, **zero),
        "log_loss": lambda: m.log_loss(y, p, labels=[0, 1]),
        "brier": lambda: m.brier_score_loss(y, p, labels=[0, 1], pos_label=1),
        "roc_auc": lambda: m.roc_auc_score(y, p),
        "average_precision": lambda: m.average_precision_score(y, p),
    }


def multiclass(case):
    y, c = np.array(case["truth"]), np.array(case["predicted"])
    k = case["classes"]
    p = np.array(case["probability"]).reshape(-1, k)
    labels = list(range(k))
    every = len(set(case["truth"])) == k
    figures = {
        **of_matrix(y, c),
        "log_loss": lambda: m.log_loss(y, p, labels=labels),
        "brier": lambda: m.brier_score_loss(y, p, labels=labels),
        "top_k": lambda: m.top_k_accuracy_score(y, p, k=min(3, k - 1), labels=labels),
    }
    if every:
        figures |= {
            "roc_auc_ovr": lambda: m.roc_auc_score(y, p, multi_class="ovr", labels=labels),
            "roc_auc_ovo": lambda: m.roc_auc_score(y, p, multi_class="ovo", labels=labels),
        }
    return figures


def clustering(case):
    y, c = case["truth"], case["predicted"]
    return {
        "ari": lambda: m.adjusted_rand_score(y, c),
        "nmi": lambda: m.normalized_mutual_info_score(y, c),
        "v_measure": lambda: m.v_measure_score(y, c),
    }


def curves(case):
    """The curves whole, as the module draws them; only where both classes are there."""
    y, p = np.array(case["truth"]), np.array(case["probability"])
    if len(set(case["truth"])) < 2:
        return {}
    fpr, tpr, _ = m.roc_curve(y, p, drop_intermediate=False)
    precision, recall, _ = m.precision_recall_curve(y, p)
    return {
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "precision": precision[::-1].tolist(),
        "recall": recall[::-1].tolist(),
    }


def plain(figure):
    value = float(figure())
    return value if math.isfinite(value) else None


answers = []
for case in json.load(sys.stdin):
    figures = {name: plain(f) for name, f in globals()[case["task"]](case).items()}
    answers.append(
        {"figures": figures, "curves": curves(case) if case["task"] == "binary" else {}}
    )
json.dump(answers, sys.stdout)

"""Scores every case of standard input with scikit-learn, and with sums, fractions and counts that are exact.

A figure that is not defined is null.
"""

import json
import math
import sys
import warnings
from collections import Counter
from fractions import Fraction

import numpy as np
import sklearn
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
# Half of a small case's time is spent on looking at what was looked at here.
sklearn.set_config(skip_parameter_validation=True, assume_finite=True)


def regression(case):
    y, p = np.array(case["truth"]), np.array(case["predicted"])
    return {
        "r2": m.r2_score(y, p),
        "mse": m.mean_squared_error(y, p),
        "rmse": m.root_mean_squared_error(y, p),
        "mae": m.mean_absolute_error(y, p),
        "mape": m.mean_absolute_percentage_error(y, p),
        "median_ae": m.median_absolute_error(y, p),
        "max_error": m.max_error(y, p),
        "explained_variance": m.explained_variance_score(y, p),
    }


def forecasting(case):
    y, p = np.array(case["truth"]), np.array(case["predicted"])
    q = case["quantile"]
    return {**regression(case), "pinball": m.mean_pinball_loss(y, p, alpha=q)}


def of_matrix(case, y, c):
    """Macro and weighted means are taken here of scikit-learn's figures per class: a call for each takes ten seconds."""
    labels = list(range(case["classes"]))
    per_class, support = of_calls(case, y, c, average=None, labels=labels)
    micro, _ = of_calls(case, y, c, average="micro")
    present = np.isin(labels, np.union1d(y, c))
    return {
        "accuracy": m.accuracy_score(y, c),
        "balanced_accuracy": m.balanced_accuracy_score(y, c),
        "mcc": m.matthews_corrcoef(y, c),
        "cohen_kappa": m.cohen_kappa_score(y, c),
        **{f"{name}_macro": np.mean(values[present]) for name, values in per_class.items()},
        **{f"{name}_micro": value for name, value in micro.items()},
        **{f"{name}_weighted": np.average(v, weights=support) for name, v in per_class.items()},
    }, per_class


def of_calls(case, y, c, **options):
    options |= {"zero_division": 0}
    precision, recall, fbeta, support = m.precision_recall_fscore_support(
        y, c, beta=case["beta"], **options
    )
    f1 = m.f1_score(y, c, **options)
    return {"precision": precision, "recall": recall, "fbeta": fbeta, "f1": f1}, support


def binary(case):
    y, c = np.array(case["truth"]), np.array(case["predicted"])
    p = np.array(case["probability"])
    figures, per_class = of_matrix(case, y, c)
    return {
        **figures,
        **{name: positive for name, (_, positive) in per_class.items()},
        "specificity": per_class["recall"][0],
        "npv": per_class["precision"][0],
        "log_loss": m.log_loss(y, p, labels=[0, 1]),
        "brier": m.brier_score_loss(y, p, labels=[0, 1], pos_label=1),
        "roc_auc": m.roc_auc_score(y, p),
        "average_precision": m.average_precision_score(y, p),
    }


def multiclass(case):
    y, c = np.array(case["truth"]), np.array(case["predicted"])
    k = case["classes"]
    p = np.array(case["probability"]).reshape(-1, k)
    labels = list(range(k))
    figures, _ = of_matrix(case, y, c)
    figures |= {
        "log_loss": m.log_loss(y, p, labels=labels),
        "brier": m.brier_score_loss(y, p, labels=labels),
        "top_k": m.top_k_accuracy_score(y, p, k=case["k"], labels=labels),
    }
    if len(set(case["truth"])) == k:
        figures |= {
            f"roc_auc_{kind}": m.roc_auc_score(y, p, multi_class=kind, labels=labels)
            for kind in ["ovr", "ovo"]
        }
    return figures


def clustering(case):
    y, c = np.array(case["truth"]), np.array(case["predicted"])
    figures = {
        "ari": m.adjusted_rand_score(y, c),
        "nmi": m.normalized_mutual_info_score(y, c),
        "v_measure": m.v_measure_score(y, c),
    }
    if case["points"] and 2 <= len(set(case["predicted"])) < len(c):
        points = np.array(case["points"]).reshape(-1, 2)
        figures["silhouette"] = m.silhouette_score(points, c)
    return figures


def curves(case):
    """The curves whole, as the module draws them; only where both classes are there."""
    y, p = np.array(case["truth"]), np.array(case["probability"])
    if len(y) > 600 or len(set(case["truth"])) < 2:
        return {}
    fpr, tpr, _ = m.roc_curve(y, p, drop_intermediate=False)
    precision, recall, _ = m.precision_recall_curve(y, p)
    return {
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "precision": precision[::-1].tolist(),
        "recall": recall[::-1].tolist(),
        **dict(zip(["observed", "said"], map(list, calibration_curve(y, p, n_bins=10)))),
    }


def exactly(case):
    if case["task"] in ["regression", "forecasting"]:
        return exact_numbers(case)
    if case["task"] == "clustering":
        return exact_clusters(case)
    return exact_classes(case)


def exact_numbers(case):
    """Differences are rounded once, sums never; from a mean that is rounded, squares are corrected."""
    y, p = case["truth"], case["predicted"]
    n = len(y)
    e = [a - b for a, b in zip(y, p)]

    def about(values, mean):
        d = [v - mean for v in values]
        return math.fsum(x * x for x in d) - math.fsum(d) ** 2 / len(d)

    def explained(part, whole):
        return 1 - part / whole if whole else float(part == 0)

    mean = math.fsum(y) / n
    sse = math.fsum(x * x for x in e)
    sst = 0.0 if min(y) == max(y) else about(y, mean)
    within = 0.0 if min(e) == max(e) else about(e, math.fsum(e) / n)
    mae = math.fsum(map(abs, e)) / n
    r2 = explained(sse, sst) if n > 1 else None
    figures = {
        "sse": sse,
        "sst": sst,
        "r2": r2,
        "mse": sse / n,
        "rmse": math.sqrt(sse / n),
        "mae": mae,
        "mape": math.fsum(abs(x) / max(abs(a), 2**-52) for x, a in zip(e, y)) / n,
        "smape": math.fsum(
            2 * abs(x) / (abs(a) + abs(b)) if a or b else 0 for x, a, b in zip(e, y, p)
        )
        / n,
        "explained_variance": explained(within, sst),
    }
    if n <= 33:
        # From the mean of the truth as the fraction it is.
        centre = sum(map(Fraction, y)) / n
        figures["ssr"] = float(sum((Fraction(x) - centre) ** 2 for x in p))
    if case["task"] == "forecasting":
        q, s, train = case["quantile"], case["season"], case["train"]
        figures["pinball"] = math.fsum(q * x if x >= 0 else (q - 1) * x for x in e) / n
        steps = [abs(train[t] - train[t - s]) for t in range(s, len(train))]
        scale = math.fsum(steps) / len(steps) if steps else 0
        figures["mase"] = mae / scale if scale else None
    elif "features" in case:
        left = n - case["features"] - 1
        figures["adjusted_r2"] = None if r2 is None or left <= 0 else 1 - (1 - r2) * (n - 1) / left
    return figures


def exact_classes(case):
    y, c, p = case["truth"], case["predicted"], case["probability"]
    n, k = len(y), case["classes"]
    cells = Counter(zip(y, c))
    real, called = Counter(y), Counter(c)
    right = sum(count for (a, b), count in cells.items() if a == b)
    chance = sum(real[each] * called[each] for each in real)
    apart = (n * n - sum(x * x for x in real.values())) * (
        n * n - sum(x * x for x in called.values())
    )

    def share(part, whole):
        return part / whole if whole else 0.0

    def of_class(each):
        tp = cells[each, each]
        fp, fn = called[each] - tp, real[each] - tp
        tn = n - tp - fp - fn
        b = Fraction(case["beta"]) ** 2
        return {
            "recall": share(tp, tp + fn),
            "precision": share(tp, tp + fp),
            "specificity": share(tn, tn + fp),
            "npv": share(tn, tn + fn),
            "fpr": share(fp, fp + tn),
            "fnr": share(fn, fn + tp),
            "f1": share(2 * tp, 2 * tp + fp + fn),
            "fbeta": float(share((1 + b) * tp, (1 + b) * tp + b * fn + fp)),
        }

    tables = {each: of_class(each) for each in set(real) | set(called)}
    figures = {
        "accuracy": right / n,
        "mcc": (n * right - chance) / math.sqrt(apart) if apart else 0.0,
        "cohen_kappa": (n * right - chance) / (n * n - chance) if n * n != chance else None,
    }
    for name in ["recall", "precision", "specificity", "npv", "fpr", "fnr", "f1", "fbeta"]:
        values = {each: table[name] for each, table in tables.items()}
        figures[f"{name}_macro"] = math.fsum(values.values()) / len(values)
        figures[f"{name}_weighted"] = math.fsum(values[each] * real[each] for each in real) / n
        if k == 2:
            figures[name] = of_class(1)[name]
    low = 2**-52
    if k == 2:
        given = [x if a else 1 - x for a, x in zip(y, p)]
        figures["brier"] = math.fsum((x - a) ** 2 for a, x in zip(y, p)) / n
    else:
        given = [p[i * k + a] for i, a in enumerate(y)]
        figures["brier"] = (
            math.fsum((p[i * k + j] - (a == j)) ** 2 for i, a in enumerate(y) for j in range(k)) / n
        )
    figures["log_loss"] = -math.fsum(math.log(min(max(x, low), 1 - low)) for x in given) / n
    return figures


def exact_clusters(case):
    """Pairs are counted in whole numbers, entropies summed without a rounding."""
    y, c = case["truth"], case["predicted"]
    n = len(y)
    cells, real, called = Counter(zip(y, c)), Counter(y), Counter(c)
    both, rows, columns = (
        sum(x * x for x in counts.values()) for counts in [cells, real, called]
    )
    tp, fp, fn = both - n, columns - both, rows - both
    tn = n * n - fp - fn - both
    whole = (tp + fn) * (fn + tn) + (tp + fp) * (fp + tn)
    of_truth, of_called = (
        -math.fsum(x / n * math.log(x / n) for x in counts.values()) for counts in [real, called]
    )
    mutual = math.fsum(
        x / n * math.log(Fraction(n * x, real[a] * called[b])) for (a, b), x in cells.items()
    )
    mean = (of_truth + of_called) / 2
    return {
        "ari": 1.0 if fp == fn == 0 else float(Fraction(2 * (tp * tn - fn * fp), whole)),
        "nmi": mutual / mean if mean else 1.0,
        "v_measure": mutual / mean if mean else 1.0,
    }


def plain(value):
    return None if value is None or not math.isfinite(value) else float(value)


answers = []
for case in json.load(sys.stdin):
    figures = {name: plain(value) for name, value in globals()[case["task"]](case).items()}
    exact = {name: plain(value) for name, value in exactly(case).items()}
    answers.append(
        {
            "figures": figures,
            "exact": exact,
            "curves": curves(case) if case["task"] == "binary" else {},
        }
    )
json.dump(answers, sys.stdout)

"""The peers of figures.mjs: figures.py <bench> <folder> <seconds> <loops> prints one JSON line."""
import json
import sys
import time

import numpy as np
import sklearn
from sklearn import metrics

bench, folder, seconds, loops = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
SMALL, CLASSES = 100_000, 10


def read(name):
    kind = np.uint8 if name.endswith("u8") else np.float64
    return np.fromfile(f"{folder}/{name}", kind)


def auc():
    y, s = read("positive.u8"), read("score.f64")
    return lambda: [metrics.roc_auc_score(y, s)]


def confusion():
    y, p = read("label.u8"), read("guess.u8")
    return lambda: metrics.confusion_matrix(y, p).ravel().tolist()


def log_loss():
    y, s = read("positive.u8"), read("score.f64")
    return lambda: [metrics.log_loss(y, s)]


def regression():
    y, p = read("truth.f64"), read("predicted.f64")
    return lambda: [
        metrics.r2_score(y, p),
        metrics.mean_squared_error(y, p),
        metrics.mean_absolute_error(y, p),
        metrics.mean_absolute_percentage_error(y, p),
    ]


def binary_report():
    y, s, p = read("positive.u8"), read("score.f64"), read("called.u8")

    def report():
        fpr, tpr, _ = metrics.roc_curve(y, s)
        np.argmax(tpr - fpr)
        precision, recall, _ = metrics.precision_recall_curve(y, s)
        np.argmax(2 * precision * recall / np.maximum(precision + recall, 1e-300))
        return [
            metrics.roc_auc_score(y, s),
            metrics.average_precision_score(y, s),
            metrics.log_loss(y, s),
            metrics.brier_score_loss(y, s),
            *metrics.confusion_matrix(y, p).ravel().tolist(),
        ]

    return report


def multiclass_auc():
    s = read("shares.f64").reshape(-1, CLASSES)
    y = read("label.u8")[: len(s)]
    return lambda: [metrics.roc_auc_score(y, s, multi_class=kind) for kind in ("ovr", "ovo")]


def bootstrap(figure, *arrays):
    """The figure, and its standard deviation over `loops` samples of the rows; the time of the fastest of them."""
    rng = np.random.default_rng(0)
    arrays = [array[:SMALL] for array in arrays]

    def run():
        values = []
        for _ in range(loops):
            began = time.perf_counter()
            rows = rng.integers(0, SMALL, SMALL)
            values.append(figure(*(array[rows] for array in arrays)))
            replicates.append(time.perf_counter() - began)
        return [figure(*arrays), float(np.std(values, ddof=1))]

    return run


def bootstrap_auc():
    return bootstrap(metrics.roc_auc_score, read("positive.u8"), read("score.f64"))


def cell_intervals():
    return bootstrap(metrics.f1_score, read("positive.u8"), read("called.u8"))


work = globals()[bench.replace("-", "_")]()
times = []
replicates = []
until = time.perf_counter() + seconds
while not times or not loops and (len(times) < 4 or time.perf_counter() < until):
    began = time.perf_counter()
    value = work()
    times.append(1000 * (time.perf_counter() - began))
if loops:
    # A busy machine would count against the loop alone, of which ours is the best of many calls: its best, too.
    times = [1000 * replicates[0] * 1000, 1000 * min(replicates) * 1000]
print(
    json.dumps(
        {
            "figure": min(times[1:] or times),
            "first": times[0],
            "value": [float(each) for each in value],
            "draws": loops,
            "facts": {
                "calls": len(times) if not loops else 1,
                "scikit-learn": sklearn.__version__,
                **({"the fastest replicate × 1,000, of": loops} if loops else {}),
            },
        }
    )
)

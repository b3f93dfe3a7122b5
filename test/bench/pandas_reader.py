"""The peer of csv.mjs: pandas_reader.py <file> [one] prints one JSON line; `one`: it has one core."""
import json
import os
import sys
import time

if sys.argv[2:] == ["one"]:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import pandas as pd

file = sys.argv[1]
times = []
cores = 0
for _ in range(3):
    began, used = time.perf_counter(), time.process_time()
    frame = pd.read_csv(file)
    ids, predictions = frame["id"].to_numpy(float), frame["prediction"].to_numpy()
    times.append(1000 * (time.perf_counter() - began))
    cores = max(cores, 1000 * (time.process_time() - used) / times[-1])
figure = min(times)
print(
    json.dumps(
        {
            "figure": figure,
            "first": times[0],
            "value": {"rows": len(ids), "ids": int(ids.sum()), "sum": float(predictions.sum())},
            "facts": {
                "MB/s": round(os.path.getsize(file) / 1000 / figure),
                "pandas": pd.__version__,
                "cores busy": round(cores, 1),
            },
        }
    )
)

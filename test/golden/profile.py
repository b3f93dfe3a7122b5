"""What scikit-learn, scipy and pandas say of the numeric and categorical columns of a CSV, as JSON."""

import json
import sys

import numpy as np
import pandas as pd
from scipy.stats.contingency import association
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.metrics import mutual_info_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

asked = json.load(sys.stdin)
frame = pd.read_csv(asked["path"])
numeric = frame[asked["numeric"]]
steps = make_pipeline(SimpleImputer(), StandardScaler(), PCA(2))
points = steps.fit_transform(numeric)
pca = steps[-1]
kinds = asked["kinds"]
pairs = [(a, b) for i, a in enumerate(kinds) for b in kinds[:i]]
both = [frame[[a, b]].dropna() for a, b in pairs]
print(
    json.dumps(
        {
            "explained": pca.explained_variance_ratio_.tolist(),
            "loadings": pca.components_.tolist(),
            "points": points[:50].tolist(),
            "spearman": numeric.corr(method="spearman").values.tolist(),
            "cramersV": [
                association(pd.crosstab(rows[a], rows[b]).values, method="cramer")
                for (a, b), rows in zip(pairs, both)
            ],
            "information": [
                mutual_info_score(rows[a], rows[b]) for (a, b), rows in zip(pairs, both)
            ],
            "entropy": [mutual_info_score(frame[a], frame[a]) for a in kinds],
        }
    )
)

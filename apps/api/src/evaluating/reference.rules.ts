import { METRICS } from '@holdout/ml/metrics';
import { probabilityColumns } from '@holdout/ml/predictions';

import type { ChallengeFacts } from '../challenges';

type Known = Pick<ChallengeFacts, 'task' | 'metric' | 'targetName' | 'classes'>;

/**
 * The program of the stronger reference: scikit-learn's histogram gradient boosting as it comes, on the files that groups
 * have. A column of text is a category (its 254 commonest values; the rest together are one more); nothing is tuned.
 * Undefined where there is nothing to learn from: the true clusters are in no file.
 */
export function referenceProgram({ task, metric, targetName, classes }: Known): string | undefined {
  if (task === 'clustering') return undefined;
  const columns = METRICS[metric].needsProbability ? probabilityColumns({ task, classes }) : [];
  const labels = task === 'binary' ? classes.slice(1) : classes;
  const known = {
    classes: classes.length > 0,
    target: targetName,
    shares: columns.map((column, at) => [column, labels[at]]),
  };
  return `import json
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

known = json.loads(${JSON.stringify(JSON.stringify(known))})
target = known["target"]
train = pd.read_csv("data/train.csv", dtype={target: str})
test = pd.read_csv("data/test.csv")
features = [column for column in test.columns if column != "id"]

categories = []
for at, column in enumerate(features):
    if all(pd.api.types.is_numeric_dtype(table[column]) for table in (train, test)):
        continue
    categories.append(at)
    usual = train[column].astype(str).value_counts().index[:254]
    codes = {value: code for code, value in enumerate(usual)}
    for table in (train, test):
        missing = table[column].isna()
        table[column] = table[column].astype(str).map(codes).fillna(254).mask(missing)

options = {"random_state": 0, "categorical_features": categories or None}
out = pd.DataFrame({"id": test["id"]})
if known["classes"]:
    model = HistGradientBoostingClassifier(**options).fit(train[features], train[target])
    out["prediction"] = model.predict(test[features])
    shares = pd.DataFrame(model.predict_proba(test[features]), columns=model.classes_)
    for column, label in known["shares"]:
        out[column] = shares[label]
else:
    model = HistGradientBoostingRegressor(**options).fit(train[features], train[target].astype(float))
    out["prediction"] = model.predict(test[features])
out.to_csv("predictions.csv", index=False)
`;
}

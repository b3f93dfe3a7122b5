import type { Challenge } from './challenges';

export type ScriptFacts = Pick<
  Challenge,
  'task' | 'targetName' | 'classes' | 'positive' | 'features'
>;

/**
 * A Python script that runs as it is: a plain model that reads data/train.csv and data/test.csv and writes
 * predictions.csv, and validation.csv with the training rows predicted out of fold, in the columns of the task.
 * Of clusters there is no row whose answer could be predicted out of fold.
 */
export function starterScript(challenge: ScriptFacts): string {
  switch (challenge.task) {
    case 'regression':
    case 'forecasting':
      return numbersScript(challenge);
    case 'binary':
    case 'multiclass':
      return classesScript(challenge);
    case 'clustering':
      return CLUSTERS;
  }
}

/** Two to ten groups, as many as lie best apart; train and test are looked at together, for neither has an answer. */
const CLUSTERS = `import pandas as pd
from sklearn.cluster import KMeans
from sklearn.impute import SimpleImputer
from sklearn.metrics import silhouette_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
rows = pd.get_dummies(pd.concat([train, test]).drop(columns="id"), dtype=float)
points = make_pipeline(SimpleImputer(), StandardScaler()).fit_transform(rows)
models = [KMeans(k, n_init=10, random_state=0).fit(points) for k in range(2, 11)]
best = max(
    models,
    key=lambda m: silhouette_score(points, m.labels_, sample_size=min(2000, len(points)), random_state=0),
)
pd.DataFrame({
    "id": test["id"],
    "prediction": best.labels_[len(train):],
}).to_csv("predictions.csv", index=False)
`;

/** A Python literal; JSON's strings are Python's too. */
const literal = (text: string): string => JSON.stringify(text);

function numbersScript({ task, targetName }: ScriptFacts): string {
  const inTime = task === 'forecasting';
  return `import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
${
  inTime
    ? 'from sklearn.model_selection import TimeSeriesSplit'
    : 'from sklearn.model_selection import KFold, cross_val_predict'
}
${IMPORTS}

TARGET = ${literal(targetName)}

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
X, y = train.drop(columns=["id", TARGET]), train[TARGET]
${model('RandomForestRegressor(n_estimators=100, random_state=0)')}
${inTime ? OUT_OF_TIME : OUT_OF_FOLD}
model.fit(X, y)
pd.DataFrame({
    "id": test["id"],
    "prediction": model.predict(test.drop(columns="id")),
}).to_csv("predictions.csv", index=False)
`;
}

const OUT_OF_FOLD = `
folds = KFold(5, shuffle=True, random_state=0)
pd.DataFrame({
    "id": train["id"],
    "prediction": cross_val_predict(model, X, y, cv=folds),
}).to_csv("validation.csv", index=False)
`;

/** Never predicts a row from what came after it, so the first block has no prediction. */
const OUT_OF_TIME = `
validation = []
for past, ahead in TimeSeriesSplit(5).split(X):
    model.fit(X.iloc[past], y.iloc[past])
    validation.append(pd.DataFrame({
        "id": train["id"].iloc[ahead],
        "prediction": model.predict(X.iloc[ahead]),
    }))
pd.concat(validation).to_csv("validation.csv", index=False)
`;

function classesScript({ task, targetName, classes, positive }: ScriptFacts): string {
  const columns =
    task === 'binary'
      ? `
POSITIVE = ${literal(positive ?? classes.at(-1) ?? '1')}


def answer(rows, probability):
    return pd.DataFrame({
        "id": rows["id"],
        "prediction": labels[probability.argmax(axis=1)],
        "probability": probability[:, list(labels).index(POSITIVE)],
    })
`
      : `

def answer(rows, probability):
    table = pd.DataFrame({"id": rows["id"], "prediction": labels[probability.argmax(axis=1)]})
    for k, label in enumerate(labels):
        table["proba_" + label] = probability[:, k]
    return table
`;
  return `import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_predict
${IMPORTS}

TARGET = ${literal(targetName)}${columns}

train = pd.read_csv("data/train.csv", dtype={TARGET: str})
test = pd.read_csv("data/test.csv")
X, y = train.drop(columns=["id", TARGET]), train[TARGET]
labels = np.unique(y)
${model('RandomForestClassifier(n_estimators=100, random_state=0)')}

folds = StratifiedKFold(5, shuffle=True, random_state=0)
out_of_fold = cross_val_predict(model, X, y, cv=folds, method="predict_proba")
answer(train, out_of_fold).to_csv("validation.csv", index=False)

model.fit(X, y)
answer(test, model.predict_proba(test.drop(columns="id"))).to_csv("predictions.csv", index=False)
`;
}

const IMPORTS = `from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder`;

const model = (estimator: string): string => `
model = make_pipeline(
    make_column_transformer(
        (SimpleImputer(strategy="median"), make_column_selector(dtype_include=np.number)),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_exclude=np.number)),
    ),
    ${estimator},
)`;

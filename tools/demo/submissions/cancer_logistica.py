# Regresión logística sobre variables estandarizadas.
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
X, y = train.drop(columns=["id", "diagnostico"]), train["diagnostico"]
model = make_pipeline(StandardScaler(), LogisticRegression(C=0.5, max_iter=1000))


def answer(ids, positive):
    label = pd.Series(positive >= 0.5).map({True: "maligno", False: "benigno"})
    return pd.DataFrame({"id": ids, "prediction": label, "probability": positive})


folds = StratifiedKFold(5, shuffle=True, random_state=7)
out_of_fold = cross_val_predict(model, X, y, cv=folds, method="predict_proba")
column = sorted(y.unique()).index("maligno")
answer(train["id"], out_of_fold[:, column]).to_csv("validation.csv", index=False)
model.fit(X, y)
answer(test["id"], model.predict_proba(test.drop(columns="id"))[:, column]).to_csv("predictions.csv", index=False)

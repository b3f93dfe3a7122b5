# Alcohol, intensidad de color, flavonoides y prolina → variedad. Regresión logística de varias clases.
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FEATURES = ["alcohol", "intensidad_color", "flavonoides", "prolina"]
train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
classes = sorted(train["variedad"].unique())


def write(ids, probability, name):
    answer = pd.DataFrame(probability, columns=[f"proba_{label}" for label in classes])
    answer.insert(0, "prediction", [classes[i] for i in probability.argmax(axis=1)])
    answer.insert(0, "id", ids.to_numpy())
    answer.to_csv(name, index=False)


out_of_fold = cross_val_predict(model, train[FEATURES], train["variedad"], cv=5, method="predict_proba")
write(train["id"], out_of_fold, "validation.csv")
model.fit(train[FEATURES], train["variedad"])
write(test["id"], model.predict_proba(test[FEATURES]), "predictions.csv")

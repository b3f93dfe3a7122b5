# Bosque aleatorio con un umbral bajo: un cáncer que se escapa cuesta más que una falsa alarma.
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

THRESHOLD = 0.35

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
features = [column for column in test.columns if column != "id"]
model = RandomForestClassifier(300, min_samples_leaf=2, oob_score=True, random_state=7)
model.fit(train[features], train["diagnostico"])
column = list(model.classes_).index("maligno")
print("exactitud fuera de bolsa:", round(model.oob_score_, 3))


def write(data, positive, name):
    label = ["maligno" if p >= THRESHOLD else "benigno" for p in positive]
    data.assign(prediction=label, probability=positive)[["id", "prediction", "probability"]].to_csv(name, index=False)


write(train, model.oob_decision_function_[:, column], "validation.csv")
write(test, model.predict_proba(test[features])[:, column], "predictions.csv")

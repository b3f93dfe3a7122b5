# Máquina de vectores de soporte con núcleo radial.
import pandas as pd
from sklearn.model_selection import cross_val_predict
from sklearn.svm import SVC

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
features = [column for column in test.columns if column != "id"]
model = SVC(gamma=0.001, C=10)
train["prediction"] = cross_val_predict(model, train[features], train["digito"], cv=5)
train[["id", "prediction"]].to_csv("validation.csv", index=False)
print("exactitud de validación:", round((train["prediction"] == train["digito"]).mean(), 4))
model.fit(train[features], train["digito"])
test["prediction"] = model.predict(test[features])
test[["id", "prediction"]].to_csv("predictions.csv", index=False)

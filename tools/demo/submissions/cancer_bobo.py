# El modelo más bobo: la clase mayoritaria, con su frecuencia como probabilidad.
import pandas as pd

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
test["prediction"] = train["diagnostico"].mode()[0]
test["probability"] = (train["diagnostico"] == "maligno").mean()
test[["id", "prediction", "probability"]].to_csv("predictions.csv", index=False)

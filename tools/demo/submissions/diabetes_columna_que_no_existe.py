# Falla: la columna se llama «imc», no «IMC».
import pandas as pd
from sklearn.linear_model import LinearRegression

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
model = LinearRegression().fit(train[["IMC"]], train["progresion"])
test["prediction"] = model.predict(test[["IMC"]])
test[["id", "prediction"]].to_csv("predictions.csv", index=False)

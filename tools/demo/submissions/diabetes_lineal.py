# Regresión lineal con todas las variables; predicciones de validación por validación cruzada.
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold, cross_val_predict

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
X = pd.get_dummies(train.drop(columns=["id", "progresion"]), drop_first=True)
X_test = pd.get_dummies(test.drop(columns="id"), drop_first=True).reindex(columns=X.columns, fill_value=0)
y = train["progresion"]

model = LinearRegression()
out_of_fold = cross_val_predict(model, X, y, cv=KFold(5, shuffle=True, random_state=7))
print("R2 de validación cruzada:", round(r2_score(y, out_of_fold), 3))
train.assign(prediction=out_of_fold)[["id", "prediction"]].to_csv("validation.csv", index=False)

model.fit(X, y)
test.assign(prediction=model.predict(X_test))[["id", "prediction"]].to_csv("predictions.csv", index=False)

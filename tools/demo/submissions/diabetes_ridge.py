# Regresión regularizada: alfa por validación cruzada, variables estandarizadas.
import numpy as np
import pandas as pd
from sklearn.linear_model import RidgeCV
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
X = pd.get_dummies(train.drop(columns=["id", "progresion"]), drop_first=True).astype(float)
X_test = pd.get_dummies(test.drop(columns="id"), drop_first=True).astype(float)
X_test = X_test.reindex(columns=X.columns, fill_value=0.0)

model = make_pipeline(
    StandardScaler(),
    PolynomialFeatures(2, interaction_only=True, include_bias=False),
    RidgeCV(np.logspace(-1, 4, 30)),
)
out_of_fold = cross_val_predict(model, X, train["progresion"], cv=KFold(5, shuffle=True, random_state=7))
train.assign(prediction=out_of_fold)[["id", "prediction"]].to_csv("validation.csv", index=False)
model.fit(X, train["progresion"])
print("alfa:", model[-1].alpha_)
test.assign(prediction=model.predict(X_test))[["id", "prediction"]].to_csv("predictions.csv", index=False)

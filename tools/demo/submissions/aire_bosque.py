# Bosque aleatorio sobre el logaritmo del ozono.
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
features = ["mes", "radiacion_solar", "viento", "temperatura"]
medians = train[features].median()
model = RandomForestRegressor(300, min_samples_leaf=3, oob_score=True, random_state=7)
model.fit(train[features].fillna(medians), np.log(train["ozono"]))
train["prediction"] = np.exp(model.oob_prediction_)
test["prediction"] = np.exp(model.predict(test[features].fillna(medians)))
train[["id", "prediction"]].to_csv("validation.csv", index=False)
test[["id", "prediction"]].to_csv("predictions.csv", index=False)

# Bosque aleatorio: 300 árboles, hojas de 5 pacientes o más.
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

train = pd.read_csv("data/train.csv")
test = pd.read_csv("data/test.csv")
for data in (train, test):
    data["sexo"] = (data["sexo"] == "grupo_2").astype(int)
features = [column for column in test.columns if column != "id"]

model = RandomForestRegressor(300, min_samples_leaf=5, oob_score=True, random_state=7)
model.fit(train[features], train["progresion"])
print("R2 fuera de bolsa:", round(model.oob_score_, 3))
print(pd.Series(model.feature_importances_, features).sort_values(ascending=False).round(3).to_string())
train.assign(prediction=model.oob_prediction_)[["id", "prediction"]].to_csv("validation.csv", index=False)
test.assign(prediction=model.predict(test[features]))[["id", "prediction"]].to_csv("predictions.csv", index=False)

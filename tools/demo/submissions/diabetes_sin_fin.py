# No termina: espera una mejora que no llega.
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score

train = pd.read_csv("data/train.csv").drop(columns="sexo")
best, alpha = -1.0, 1.0
while best < 0.9:
    score = cross_val_score(Ridge(alpha), train.drop(columns=["id", "progresion"]), train["progresion"]).mean()
    best = max(best, score)
    alpha *= 1.01

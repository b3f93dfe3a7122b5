# Pide más memoria de la que hay: todas las parejas de pacientes, mil veces.
import numpy as np
import pandas as pd

train = pd.read_csv("data/train.csv").drop(columns=["id", "diagnostico"]).to_numpy()
copies = [np.abs(train[:, None, :] - train[None, :, :]) for _ in range(1000)]
print(len(copies))

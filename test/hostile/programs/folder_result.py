# Tries to confuse whoever opens its result: it is a folder.
import os

os.mkdir('predictions.csv')

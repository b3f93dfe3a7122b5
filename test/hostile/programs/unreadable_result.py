# Tries to make the finaliser fail: its result may be read by nobody.
import os
from attempt import predictions

predictions()
os.chmod('predictions.csv', 0)

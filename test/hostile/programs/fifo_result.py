# Tries to hang whoever opens its result: a FIFO that nobody writes to.
import os

os.mkfifo('predictions.csv')

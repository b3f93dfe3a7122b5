# Tries to fill the host's memory with its result: a gigabyte, written.
from attempt import fill

fill('predictions.csv', 1 << 30)

# Tries to read a file of the host's root, mode 0600, that lies in the folder it was given.
from attempt import attempt, predictions, read

attempt('the private file', lambda: read('data/private.csv'))
predictions()

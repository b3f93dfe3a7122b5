# Tries the same and dies of the refusal.
import os
import time

while True:
    if os.fork() == 0:
        time.sleep(5)
        os._exit(0)

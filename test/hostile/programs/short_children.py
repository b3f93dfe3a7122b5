# Tries to hide its processor time in children that live shorter than the guard looks.
import os
import time

while True:
    if os.fork() == 0:
        end = time.process_time() + 0.008
        while time.process_time() < end:
            pass
        os._exit(0)
    os.wait()

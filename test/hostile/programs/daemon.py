# Tries to outlive its run: a daemon in a session of its own, deaf to signals.
import os
import signal
import time
from attempt import predictions

predictions()
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]:
                signal.signal(number, signal.SIG_IGN)
            while True:
                time.sleep(0.1)
        os._exit(0)

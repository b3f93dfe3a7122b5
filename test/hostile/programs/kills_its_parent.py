# Tries to end the finaliser and to go on without it.
import os
import signal
import time
from attempt import predictions

predictions()
os.kill(os.getppid(), signal.SIGKILL)
time.sleep(5)

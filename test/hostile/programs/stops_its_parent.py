# Tries to hold a place by stopping the finaliser, which then never finishes.
import os
import signal
from attempt import predictions

predictions()
os.kill(os.getppid(), signal.SIGSTOP)

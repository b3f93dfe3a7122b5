# Tries to end every process it may signal, the sandbox's first and the host's too.
import os
import signal
from attempt import attempt

attempt('pid 1', lambda: os.kill(1, signal.SIGKILL) or os.waitpid(1, 0))
os.kill(-1, signal.SIGKILL)

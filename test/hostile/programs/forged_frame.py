# Tries to speak in the finaliser's name: to write to its pipe, to its memory, and to take its descriptors.
import glob
import os
from attempt import attempt, call, predictions, x64

forged = b'ready\nusage 1 (x) S\n18 ../../etc/passwd\n\nroot:x:0:0:forged\n'
for path in glob.glob('/proc/[0-9]*/fd/3'):
    attempt(path, lambda: os.write(os.open(path, os.O_WRONLY), forged))
finaliser = os.getppid()
attempt('pidfd_getfd', lambda: call(438, call(434, finaliser, 0), 3, 0))
attempt('ptrace', lambda: call(x64(101, 117), 16, finaliser, 0, 0))
predictions()

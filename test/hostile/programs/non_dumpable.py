# Tries to take memory where nobody may look: a process that may not be inspected.
from attempt import libc

libc.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
held = []
while True:
    held.append(bytearray(b'x') * (2 << 20))

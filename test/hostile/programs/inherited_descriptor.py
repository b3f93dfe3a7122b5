# Tries to read from every descriptor it was born with.
import os
from attempt import attempt, predictions

born_with = []
for number in range(3, 1024):
    try:
        born_with.append((number, os.readlink(f'/proc/self/fd/{number}')))
    except OSError:
        pass
for number, what in born_with:
    print(f'BREACH descriptor {number} {what} {os.pread(number, 100, 0)!r}')
attempt('thirty', lambda: os.pread(30, 100, 0))
predictions()

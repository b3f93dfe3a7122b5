# Tries to take 1.6 GB in pieces that are small enough each: forty processes of 40 MiB.
import os
import time

for _ in range(40):
    if os.fork() == 0:
        held = bytearray(b'x') * (40 << 20)
        time.sleep(5)
        os._exit(0)
time.sleep(5)

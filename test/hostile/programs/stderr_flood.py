# Tries to fill the host's memory with its errors.
import os

while True:
    os.write(2, b'x' * 65536)

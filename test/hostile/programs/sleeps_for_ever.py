# Tries to hold a place without using any processor time.
import time

while True:
    time.sleep(3600)

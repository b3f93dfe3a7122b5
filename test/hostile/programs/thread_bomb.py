# Tries to fill the table of processes with threads.
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(5,), daemon=True).start()

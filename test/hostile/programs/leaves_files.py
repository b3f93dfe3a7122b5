# Tries to leave something for the next run: files everywhere it may write, a key, a socket by name.
import os
from attempt import attempt, call, predictions, x64

for folder in ['/tmp', '/scratch', '/dev/shm', os.path.expanduser('~')]:
    with open(folder + '/left-behind', 'w') as file:
        file.write('for the next')
attempt('a key', lambda: call(x64(248, 217), b'user', b'left-behind', b'x', 1, -5))
predictions()

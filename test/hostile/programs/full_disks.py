# Tries to fill everything it may write to, and goes on working.
import os
from attempt import attempt, fill, predictions

predictions()
for folder, size in [('/tmp', 64), ('/dev/shm', 16), ('/scratch', 64)]:
    for number in range(8):
        attempt(f'{folder} {number}', lambda: fill(f'{folder}/{number}'))
    taken = sum(os.path.getsize(f'{folder}/{number}') for number in range(8))
    print('held' if taken <= size << 20 else f'BREACH {folder} {taken}')
    if folder != '/scratch':
        for number in range(8):
            os.remove(f'{folder}/{number}')

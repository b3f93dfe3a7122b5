# Tries to find what the run before it left.
import glob
from attempt import attempt, call, predictions, x64

found = [path for folder in ['/tmp', '/scratch', '/dev/shm'] for path in glob.glob(folder + '/left-behind')]
print(f'BREACH {found}' if found else 'held files')
attempt('the key', lambda: call(x64(250, 219), 10, -5, b'user', b'left-behind', 0))
predictions()

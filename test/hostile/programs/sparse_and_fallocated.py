# Tries to reserve ten gigabytes without writing them.
import os
from attempt import attempt, predictions

predictions()
with open('/tmp/large', 'wb') as file:
    attempt('sparse', lambda: file.truncate(10 << 30))
    attempt('fallocate', lambda: os.posix_fallocate(file.fileno(), 0, 10 << 30))
    attempt('seek', lambda: os.pwrite(file.fileno(), b'x', 10 << 30))
    attempt('fallocate all there is', lambda: [os.posix_fallocate(os.open(f'/tmp/{n}', os.O_CREAT | os.O_WRONLY), 0, 60 << 20) for n in range(3)])

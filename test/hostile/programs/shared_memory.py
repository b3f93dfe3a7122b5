# Tries to take memory by way of /dev/shm and to drop it from its resident set: what was written stays.
import mmap
import os
from attempt import attempt, predictions

predictions()


def take():
    with open('/dev/shm/large', 'w+b') as file:
        for _ in range(64):
            file.write(bytes(1 << 20))
            file.flush()
            mmap.mmap(file.fileno(), 0).madvise(mmap.MADV_DONTNEED)


attempt('64 MiB of shared memory', take)
print('held' if os.stat('/dev/shm/large').st_size <= 16 << 20 else 'BREACH size')

# Tries to take memory that no process's resident set shows: shared pages that were dropped, anonymous files, System V
# segments and message queues, huge pages, secret memory.
import ctypes
import mmap
from attempt import attempt, call, predictions, x64

attempt('shared anonymous', lambda: mmap.mmap(-1, 1 << 20))
attempt('shared validate', lambda: call(x64(9, 222), 0, 1 << 20, 3, 0x23, -1, 0))
attempt('/dev/zero shared', lambda: mmap.mmap(open('/dev/zero', 'r+b').fileno(), 1 << 20))
attempt('memfd_create', lambda: call(x64(319, 279), b'hidden', 0))
attempt('memfd_secret', lambda: call(447, 0))
attempt('shmget', lambda: call(x64(29, 194), 0, 1 << 20, 0o1600))
attempt('msgget', lambda: call(x64(68, 186), 0, 0o1600))
attempt('semget', lambda: call(x64(64, 190), 0, 1, 0o1600))
attempt('mq_open', lambda: call(x64(240, 180), b'hidden', 0o102, 0o600, 0))
for size in [0, 21 << 26, 30 << 26]:
    attempt(f'hugetlb {size >> 26}', lambda: call(x64(9, 222), 0, 1 << 21, 3, 0x40022 | size, -1, 0))
attempt('mlock', lambda: call(x64(149, 228), ctypes.addressof(ctypes.create_string_buffer(1 << 20)), 1 << 20))
predictions()

# Tries to call the kernel by its other doors: 32-bit interrupts and x32 numbers, which a filter might not know.
import ctypes
import mmap
import os
import signal
from attempt import call, predictions, refused

ENOSYS = 38
if os.uname().machine == 'x86_64':
    if os.fork() == 0:
        # mov eax, 20 (getpid of i386); int 0x80; ret
        code = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(b'\xb8\x14\x00\x00\x00\xcd\x80\xc3')
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
        os._exit(0)
    _, status = os.wait()
    print(f'{"held" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSYS else "BREACH"} int 0x80: {status}')
    for number in [39, 41, 101, 165, 272]:
        refused(f'x32 {number}', lambda: call(number | 0x40000000, 0, 0, 0, 0, 0), ENOSYS)
else:
    print('held: no other doors')
predictions()

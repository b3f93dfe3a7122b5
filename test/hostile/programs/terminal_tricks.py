# Tries to type into a terminal: the kernel reads 32 bits of the request, so higher bits must not hide it.
import ctypes
import os
from attempt import call, predictions, refused, x64

EPERM = 1
_, terminal = os.openpty()
letter = ctypes.create_string_buffer(b'x')
for name, request in [('TIOCSTI', 0x5412), ('TIOCLINUX', 0x541c), ('TIOCSETD', 0x5423)]:
    for high in [0, 1 << 32, 1 << 63, 0xffffffff << 32]:
        for descriptor in [0, 1, terminal]:
            refused(f'{name} {high:x} {descriptor}', lambda: call(x64(16, 29), descriptor, ctypes.c_ulong(request | high), letter), EPERM)
predictions()

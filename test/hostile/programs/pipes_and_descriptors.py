# Tries to use up the machine's open files and the memory of pipes, from fifty processes.
import fcntl
import os
import time

for _ in range(50):
    if os.fork() == 0:
        held = []
        try:
            while True:
                end, other = os.pipe2(os.O_NONBLOCK)
                held.append(end)
                try:
                    fcntl.fcntl(other, 1031, 1 << 20)  # F_SETPIPE_SZ
                except OSError:
                    pass
                try:
                    while True:
                        os.write(other, bytes(65536))
                except BlockingIOError:
                    pass
        except OSError:
            pass
        if len(held) > 130:
            print('BREACH', len(held), 'pipes')
        time.sleep(1)
        os._exit(0)
for _ in range(50):
    os.wait()
with open('predictions.csv', 'w') as file:
    file.write('id,prediction\n1,0.5\n')

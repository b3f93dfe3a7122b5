# Tries to leave an image of its memory.
import os
import signal

if os.fork() == 0:
    os.kill(os.getpid(), signal.SIGSEGV)
os.wait()
if [name for name in os.listdir('.') if name == 'core' or name.startswith('core.')]:
    print('BREACH core')
os.abort()

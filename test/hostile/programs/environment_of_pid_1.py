# Tries to find the worker's secrets in the environment of pid 1 and of every other process.
# bwrap's own environment is /proc/1/environ inside, --clearenv or not.
import glob
from attempt import predictions, read

for path in glob.glob('/proc/[0-9]*/environ'):
    try:
        text = read(path)
    except OSError:
        text = b''
    if path == '/proc/1/environ':
        print(f'{"BREACH" if text else "held"} {path}: {text!r}')
    elif b'SECRET' in text:
        print(f'BREACH {path}: {text!r}')
predictions()

# Tries to learn the host's paths, and other people's arguments, from the command lines of all processes.
import glob
from attempt import predictions, read, targets

seen = 0
for path in glob.glob('/proc/[0-9]*/cmdline'):
    line = read(path).replace(b'\0', b' ').decode()
    seen += 1
    if targets['root'] in line or 'guard' in line or 'jest' in line:
        print(f'BREACH {path}: {line}')
print('held' if 2 <= seen < 6 else f'BREACH {seen} processes')
predictions()

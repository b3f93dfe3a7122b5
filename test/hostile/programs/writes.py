# Tries to write where nothing may be written: the system, its input, the root, the devices, the kernel's switches.
import os
from attempt import attempt, predictions, write

for folder in ['/', '/usr', '/usr/bin', '/etc', '/in', '/in/code', '/in/data', '/dev', '/proc/sys/kernel', '/sys', '/var', '/data']:
    attempt(folder, lambda: write(folder + '/planted', 'planted'))
for path in ['/in/data/test.csv', '/in/code/writes.py', '/usr/bin/python3', '/etc/ld.so.cache', '/proc/sys/kernel/core_pattern']:
    attempt(path, lambda: open(path, 'a').write('planted'))
    attempt('mode of ' + path, lambda: os.chmod(path, 0o777))
attempt('rename', lambda: os.rename('/in/data/test.csv', '/in/data/other.csv'))
attempt('remove', lambda: os.remove('/in/data/test.csv'))
attempt('link', lambda: os.link('/in/data/test.csv', '/scratch/test.csv') or open('/scratch/test.csv', 'a').write('planted'))
predictions()

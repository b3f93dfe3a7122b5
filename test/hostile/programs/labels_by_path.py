# Tries to read the held-out labels by their path on the host, also around the root, through every process's root
# and working folder.
import glob
from attempt import attempt, predictions, read, targets

labels = targets['labels']
for way in [labels, '/proc/self/root' + labels, '/proc/1/root' + labels, '/in/../..' + labels, '/in/data/../../..' + labels]:
    attempt(way, lambda: read(way))
for process in glob.glob('/proc/[0-9]*'):
    attempt(process + ' root', lambda: read(process + '/root' + labels))
    attempt(process + ' cwd', lambda: read(process + '/cwd/../../../../../..' + labels))
predictions()

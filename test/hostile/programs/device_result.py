# Tries to hand in a device without end: as a node of its own, and as a link to /dev/zero.
import os
import stat
from attempt import attempt

attempt('mknod', lambda: os.mknod('predictions.csv', stat.S_IFCHR | 0o666, os.makedev(1, 5)))
os.symlink('/dev/zero', 'predictions.csv')

# Tries to reach the machine's memory and disks, to make devices of its own, and to press the kernel's buttons.
import os
import stat
from attempt import attempt, predictions, read, write

for name in ['mem', 'kmem', 'port', 'kmsg', 'kvm', 'fuse', 'sda', 'vda', 'nvme0n1', 'loop0', 'net/tun', 'dri/card0', 'cpu/0/msr', 'snapshot', 'uinput']:
    attempt('/dev/' + name, lambda: read('/dev/' + name))
for name, kind, device in [('mem', stat.S_IFCHR, (1, 1)), ('disk', stat.S_IFBLK, (254, 0)), ('null', stat.S_IFCHR, (1, 3))]:
    attempt('mknod ' + name, lambda: os.mknod('/tmp/' + name, kind | 0o666, os.makedev(*device)))
for path in ['/proc/sysrq-trigger', '/proc/sys/kernel/sysrq', '/proc/sys/kernel/core_pattern', '/proc/sys/vm/drop_caches', '/proc/sys/kernel/modprobe', '/proc/1/oom_score_adj', '/sys/power/state']:
    attempt(path, lambda: write(path, '-1000' if 'oom' in path else 'b'))
extra = set(os.listdir('/dev')) - set('null zero full random urandom tty pts ptmx shm fd stdin stdout stderr core console'.split())
print(f'BREACH {extra}' if extra else 'held devices')
predictions()

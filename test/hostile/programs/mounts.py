# Tries to change what is mounted where, to leave its root, to enter another's namespaces, and to open files by handle.
import ctypes
import os
from attempt import attempt, call, predictions, refused, x64

EPERM, ENOSYS = 1, 38
mount, umount = x64(165, 40), x64(166, 39)
MS_REMOUNT, MS_BIND = 32, 4096
refused('mount', lambda: call(mount, b'proc', b'/tmp', b'proc', 0, 0), EPERM)
refused('bind', lambda: call(mount, b'/usr', b'/tmp', 0, MS_BIND, 0), EPERM)
for path in [b'/', b'/dev', b'/in', b'/usr', b'/proc']:
    refused(f'remount {path}', lambda: call(mount, 0, path, 0, MS_REMOUNT | MS_BIND, 0), EPERM)
    refused(f'umount {path}', lambda: call(umount, path, 2), EPERM)
refused('chroot', lambda: os.chroot('/tmp'), EPERM)
refused('pivot_root', lambda: call(x64(155, 41), b'/tmp', b'/tmp'), EPERM)
for name, number in {'open_tree': 428, 'move_mount': 429, 'fsopen': 430, 'fsconfig': 431, 'fsmount': 432, 'fspick': 433, 'mount_setattr': 442}.items():
    refused(name, lambda: call(number, 0, b'/', 0, 0, 0), EPERM)
refused('a call of the future', lambda: call(4000), ENOSYS)
refused('open_tree_attr', lambda: call(467, -100, b'/', 0, 0, 0), ENOSYS)
for kind in ['mnt', 'user', 'pid', 'net', 'ipc', 'uts', 'cgroup']:
    refused(f'setns {kind}', lambda: call(x64(308, 268), os.open('/proc/1/ns/' + kind, os.O_RDONLY) if kind == 'never' else 0, 0), EPERM)
    attempt(f'the namespace {kind} of pid 1', lambda: call(x64(308, 268), os.open('/proc/1/ns/' + kind, os.O_RDONLY), 0))
handle = (ctypes.c_uint8 * 136)(8, 0, 0, 0, 1, 0, 0, 0, 2)
refused('open_by_handle_at', lambda: call(x64(304, 265), os.open('/usr', os.O_RDONLY), handle, 0), EPERM)
refused('name_to_handle_at', lambda: call(x64(303, 264), -100, b'/usr', handle, (ctypes.c_int * 1)(), 0), EPERM)
predictions()

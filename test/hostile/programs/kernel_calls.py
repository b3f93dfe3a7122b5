# Tries the calls by which kernels were broken before, and those that change the machine for everybody.
import ctypes
import os
from attempt import call, predictions, refused, x64

EPERM, ENOSYS = 1, 38
none = (ctypes.c_uint8 * 256)()
calls = {
    'io_uring_setup': (425, 4, none), 'io_uring_enter': (426, 0, 0, 0, 0, 0), 'io_uring_register': (427, 0, 0, 0, 0),
    'bpf': (x64(321, 280), 0, none, 128), 'perf_event_open': (x64(298, 241), none, 0, -1, -1, 0),
    'userfaultfd': (x64(323, 282), 1), 'kexec_load': (x64(246, 104), 0, 0, 0, 0), 'kexec_file_load': (x64(320, 294), 0, 0, 0, 0, 0),
    'syslog': (x64(103, 116), 3, none, 200), 'init_module': (x64(175, 105), none, 10, b''), 'finit_module': (x64(313, 273), 0, b'', 0),
    'reboot': (x64(169, 142), 0xfee1dead, 672274793, 0, 0), 'clock_settime': (x64(227, 112), 0, none),
    'settimeofday': (x64(164, 170), none, 0), 'adjtimex': (x64(159, 171), none), 'clock_adjtime': (x64(305, 266), 0, none),
    'sethostname': (x64(170, 161), b'x', 1), 'acct': (x64(163, 89), 0), 'swapon': (x64(167, 224), b'/tmp', 0),
    'quotactl': (x64(179, 60), 0, 0, 0, 0), 'fanotify_init': (x64(300, 262), 0, 0), 'vhangup': (x64(153, 58),),
    'ptrace': (x64(101, 117), 16, os.getppid(), 0, 0), 'process_vm_readv': (x64(310, 270), os.getppid(), none, 1, none, 1, 0),
    'process_vm_writev': (x64(311, 271), os.getppid(), none, 1, none, 1, 0), 'kcmp': (x64(312, 272), 1, 1, 0, 0, 0),
    'pidfd_getfd': (438, 0, 0, 0), 'vmsplice': (x64(278, 75), 1, none, 1, 0), 'mbind': (x64(237, 235), 0, 0, 0, 0, 0, 0),
    'add_key': (x64(248, 217), b'user', b'hidden', b'x', 1, -4), 'request_key': (x64(249, 218), b'user', b'hidden', 0, -4),
    'keyctl': (x64(250, 219), 0, -4, 1),
}
if os.uname().machine == 'x86_64':
    calls |= {'modify_ldt': (154, 0, none, 16), 'iopl': (172, 3), 'ioperm': (173, 0, 8, 1)}
for name, arguments in calls.items():
    refused(name, lambda: call(*arguments), EPERM)
for persona in [0x0040000, 0x0008, 0x8000000]:
    refused(f'personality {persona:x}', lambda: call(x64(135, 92), persona), EPERM)
print('held' if call(x64(135, 92), 0xffffffff) == 0 else 'BREACH personality')
predictions()

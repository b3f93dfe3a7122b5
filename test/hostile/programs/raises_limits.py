# Tries to lift its own limits, to go before others, and to have others killed when memory runs out.
import os
import resource
from attempt import attempt, call, predictions, write, x64

for name in ['NPROC', 'NOFILE', 'FSIZE', 'CPU', 'AS', 'CORE', 'MEMLOCK', 'MSGQUEUE']:
    kind = getattr(resource, f'RLIMIT_{name}', 12)
    _, hard = resource.getrlimit(kind)
    attempt(name, lambda: resource.setrlimit(kind, (hard + 1, hard + 1)))
    attempt(name + ' without end', lambda: resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
    # Whose memory it may write: what the finaliser may take, the program may.
    _, hard = resource.prlimit(os.getppid(), kind)
    if hard == resource.RLIM_INFINITY:
        print(f'BREACH {name} of the finaliser has no end')
    attempt(f'{name} of the finaliser', lambda: resource.prlimit(os.getppid(), kind, (hard + 1, hard + 1)))
attempt('nice', lambda: os.nice(-20))
attempt('real time', lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)))
attempt('ioprio', lambda: call(x64(251, 30), 1, 0, 1 << 13))
attempt('oom_score_adj', lambda: write('/proc/self/oom_score_adj', '-1000'))
predictions()

# Tries to become root by the system's setuid programs, and by one of its own.
import os
import shutil
import subprocess
from attempt import attempt, predictions

for command in [['su', '-c', 'id'], ['sudo', '-n', 'id'], ['mount', '-t', 'tmpfs', 'none', '/tmp'], ['passwd', '-d', 'root'], ['newgrp', 'root'], ['chfn', '-f', 'x']]:
    def run():
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=3)
        if done.returncode != 0:
            raise PermissionError(done.stderr.strip())
        return done.stdout
    attempt(' '.join(command), run)
shutil.copy('/usr/bin/id', '/tmp/id')
os.chmod('/tmp/id', 0o6755)
said = subprocess.run(['/tmp/id'], capture_output=True, text=True).stdout
print('BREACH ' + said if 'uid=0' in said or 'euid=0' in said else 'held ' + said.strip())
attempt('setuid', lambda: os.setuid(0))
attempt('setgid', lambda: os.setgid(0))
attempt('setgroups', lambda: os.setgroups([0]))
attempt('chown', lambda: os.chown('/tmp/id', 0, 0))
predictions()

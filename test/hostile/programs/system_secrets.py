# Tries to read what every machine has: password hashes, users, keys, homes, other file systems.
import os
from attempt import attempt, predictions, read

for path in ['/etc/shadow', '/etc/passwd', '/etc/ssh', '/root/.ssh/id_ed25519', '/proc/1/root/etc/shadow', '/proc/kcore', '/proc/kmsg', '/sys/kernel/notes']:
    attempt(path, lambda: read(path))
for folder in ['/root', '/home', '/var', '/sys', '/run', '/mnt', '/opt', '/srv', '/boot']:
    attempt(folder, lambda: os.listdir(folder))
predictions()

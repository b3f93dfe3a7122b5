# Tries to find a secret in its own environment.
import os
from attempt import predictions

for name, value in os.environ.items():
    print(name, value)
    if 'SECRET' in name or 'DATABASE' in name:
        print(f'BREACH {name}')
print('held: nothing but what a program needs')
predictions()

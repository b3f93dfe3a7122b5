# Tries to list the job folders and to read another group's code.
import os
from attempt import attempt, predictions, read, targets

attempt('the list', lambda: os.listdir(targets['jobs']))
attempt('the neighbour', lambda: read(targets['otherJob']))
attempt('the neighbour through pid 1', lambda: read('/proc/1/root' + targets['otherJob']))
for folder in ['/in/..', '/in/../..', '/in/data/../../jobs']:
    attempt(folder, lambda: read(folder + '/' + os.path.basename(os.path.dirname(targets['otherJob'])) + '/main.py'))
predictions()

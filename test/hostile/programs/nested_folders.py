# Tries to nest folders so deep that whoever removes them falls over.
import os

os.chdir('/tmp')
for _ in range(400_000):
    os.mkdir('x')
    os.chdir('x')
print('BREACH 400,000 folders')

# Tries to use up the file system's inodes: 400,000 empty files.
for number in range(400_000):
    open(f'/tmp/{number}', 'w').close()
print('BREACH 400,000 files')

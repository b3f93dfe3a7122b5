# Tries to get twice the limit through: two files, each just above it.
for name in ['predictions.csv', 'validation.csv']:
    with open(name, 'wb') as file:
        file.truncate((8 << 20) + 1)

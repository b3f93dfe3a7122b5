# Tries to fill the host's memory with its result: 60 MiB that take no room.
with open('predictions.csv', 'wb') as file:
    file.truncate(60 << 20)

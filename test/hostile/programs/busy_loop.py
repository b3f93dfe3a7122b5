# Tries to hold a processor for ever.
while True:
    pass

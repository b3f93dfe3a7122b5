# Tries to take three gigabytes before anybody looks.
held = bytearray(b'x') * (3 << 30)
print('BREACH', len(held))

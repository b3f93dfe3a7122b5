# Tries to hold a processor for ever, deaf to SIGXCPU and to every other signal that can be ignored.
import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass

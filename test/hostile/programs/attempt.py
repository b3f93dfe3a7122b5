# Not a program: what the others try things with. It lies in data/, beside targets.json, which tells the attacker
# every path, port and number that a thief could have guessed.
import ctypes
import json
import os

libc = ctypes.CDLL(None, use_errno=True)
targets = json.load(open('data/targets.json'))


def attempt(name, deed):
    """Does what must not work: `held` is what the spec wants to read, `BREACH` ends it."""
    try:
        got = deed()
    except BaseException as refusal:
        print(f'held {name}: {type(refusal).__name__} {refusal}', flush=True)
    else:
        print(f'BREACH {name}: {got!r}'[:2000], flush=True)


def refused(name, deed, *numbers):
    """As attempt, but it must be refused with one of these error numbers: another would mean that it was looked at."""
    try:
        got = deed()
    except OSError as refusal:
        word = 'held' if refusal.errno in numbers else 'BREACH'
        print(f'{word} {name}: {refusal}', flush=True)
    else:
        print(f'BREACH {name}: {got!r}', flush=True)


def read(path):
    with open(path, 'rb') as file:
        return file.read(4096)


def write(path, text):
    """Unbuffered: a refusal must come before the deed is called done."""
    with open(path, 'wb', buffering=0) as file:
        return file.write(text.encode())


def call(number, *arguments):
    """A system call by its number; OSError where it fails."""
    result = libc.syscall(number, *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def x64(number, arm64):
    return number if os.uname().machine == 'x86_64' else arm64


def fill(path, bytes_wanted=1 << 40):
    """Writes until it is stopped."""
    with open(path, 'wb', buffering=0) as file:
        written = 0
        while written < bytes_wanted:
            written += file.write(bytes(1 << 20))


def predictions():
    with open('predictions.csv', 'w') as file:
        file.write('id,prediction\n1,0.5\n')

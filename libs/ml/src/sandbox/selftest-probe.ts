/**
 * What the self-test runs inside. It tries what must not work and writes one line of JSON per check: `true`, or
 * what it saw. Arguments: the canary's path on the host, a port open on the host's loopback, the limit on processes,
 * the limit on a file's size.
 */
export const PROBE = `
import json, os, socket, sys, time
canary, port, processes, file_bytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
said = {}

def check(name):
    def run(probe):
        try:
            said[name] = probe()
        except Exception as fault:
            said[name] = repr(fault)
    return run

def refused(deed):
    try:
        deed()
        return False
    except OSError:
        return True

def status(field):
    for line in open('/proc/self/status'):
        if line.startswith(field + ':'):
            return line.split()[1]

@check('canary_hidden')
def _():
    ways = [canary, '/proc/1/root' + canary, '/proc/self/root' + canary, '/in/../' + canary]
    seen = [way for way in ways if not refused(lambda: open(way).read())]
    return not seen or f'read {seen}'

@check('root_read_only')
def _():
    open_ones = [at for at in ('/', '/usr', '/etc', '/dev', '/in', '/proc', '/proc/sys/kernel', '/venv')
                 if os.path.isdir(at) and not refused(lambda: open(at + '/.holdout-probe', 'w'))]
    return not open_ones or f'wrote in {open_ones}'

@check('no_secret_in_pid_1')
def _():
    first = open('/proc/1/environ', 'rb').read()
    return first == b'' or f'{len(first)} bytes'

@check('loopback_only')
def _():
    names = [line.split(':')[0].strip() for line in open('/proc/net/dev').readlines()[2:]]
    return names == ['lo'] or f'{names}'

@check('own_pid_namespace')
def _():
    count = sum(name.isdigit() for name in os.listdir('/proc'))
    return count <= 4 or f'{count} processes'

@check('uid_not_root')
def _():
    mapped = [line.split() for line in open('/proc/self/uid_map')]
    return (os.getuid() != 0 and os.geteuid() != 0 and all(line[0] != '0' for line in mapped)) or f'{mapped}'

@check('no_capabilities')
def _():
    sets = {name: status(name) for name in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb')}
    return all(int(bits, 16) == 0 for bits in sets.values()) or f'{sets}'

@check('no_new_privileges')
def _():
    return status('NoNewPrivs') == '1'

@check('seccomp_on')
def _():
    return status('Seccomp') == '2'

@check('user_namespaces_refused')
def _():
    return os.spawnv(os.P_WAIT, '/usr/bin/unshare', ['unshare', '-U', 'true']) != 0

@check('no_inherited_descriptor')
def _():
    more = {n: os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if int(n) > 2 and os.path.exists(f'/proc/self/fd/{n}')}
    return not more or f'{more}'

@check('process_limit')
def _():
    children = []
    try:
        while len(children) <= processes:
            child = os.fork()
            if child == 0:
                time.sleep(5)
                os._exit(0)
            children.append(child)
    except OSError:
        pass
    for child in children:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return len(children) < processes or f'{len(children)} children'

@check('file_size_limit')
def _():
    try:
        with open('/tmp/large', 'wb', buffering=0) as large:
            for _ in range(2 * file_bytes // 65536):
                large.write(bytes(65536))
    except OSError:
        pass
    size = os.path.getsize('/tmp/large')
    os.remove('/tmp/large')
    return size <= file_bytes or f'{size} bytes'

@check('host_loopback_unreachable')
def _():
    return refused(lambda: socket.create_connection(('127.0.0.1', port), 0.5))

json.dump(said, open('checks.json', 'w'))
`;

# Tries to reach the database, other services of the host and the world.
import os
import socket
from attempt import attempt, predictions, refused, targets


def connect(family, address):
    with socket.socket(family) as client:
        client.settimeout(1)
        client.connect(address)
        return client.recv(100)


for host in ['127.0.0.1', 'localhost', '10.0.2.2', '172.17.0.1', '1.1.1.1']:
    for port in [targets['port'], 5432, 6379, 80]:
        attempt(f'{host}:{port}', lambda: connect(socket.AF_INET, (host, port)))
attempt('::1', lambda: connect(socket.AF_INET6, ('::1', targets['port'])))
attempt('name', lambda: socket.getaddrinfo('example.com', 443))
attempt('udp', lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('1.1.1.1', 53)))
attempt('abstract socket', lambda: connect(socket.AF_UNIX, '\0' + targets['abstractSocket']))
attempt('socket file', lambda: connect(socket.AF_UNIX, targets['socketFile']))
attempt('through pid 1', lambda: connect(socket.AF_UNIX, '/proc/1/root' + targets['socketFile']))
EAFNOSUPPORT = 97
for name, family in [('INET', 2), ('INET6', 10), ('NETLINK', 16), ('PACKET', 17), ('ALG', 38), ('VSOCK', 40), ('XDP', 44)]:
    for kind in [socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW]:
        refused(f'AF_{name} {kind}', lambda: socket.socket(family, kind), EAFNOSUPPORT)
    refused(f'AF_{name} pair', lambda: socket.socketpair(family), EAFNOSUPPORT)
links = [line.split(':')[0].strip() for line in open('/proc/net/dev').readlines()[2:]]
print('held links' if links == ['lo'] else f'BREACH {links}')
predictions()

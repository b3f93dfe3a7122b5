# Tries to confuse whoever opens its result: it is a socket.
import socket

socket.socket(socket.AF_UNIX).bind('predictions.csv')

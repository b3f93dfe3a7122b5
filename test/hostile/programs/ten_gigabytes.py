# Tries to write ten gigabytes, and dies of the refusal.
from attempt import fill

fill('/tmp/large', 10 << 30)

# Tries to be believed: a score on its output, painted with escape sequences, a title, markup, and text that runs backwards.
from attempt import predictions

print('{"score": 1}')
print('\x1b[2J\x1b[31mscore: 1.0\x1b[0m \x1b]0;owned\x07 \x9b31m \u202egnp.exe \x08\x08\x08 <script>alert(1)</script>')
print('10 %\r100 %')
predictions()

# Forks until it is stopped, and its children too.
while (TRUE) try(parallel:::mcfork(), silent = TRUE)

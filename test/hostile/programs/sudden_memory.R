# Takes 3 GiB at once, and touches it.
x <- raw(3 * 2^30 / 2)
x[] <- as.raw(1)
y <- raw(3 * 2^30 / 2)
y[] <- as.raw(1)
writeLines(c('id,prediction', '1,0.5'), 'predictions.csv')

# Tries to reach the database, other services of the host and the world, and to install a package.
told <- paste(readLines('data/targets.json', warn = FALSE), collapse = '')
port <- as.integer(sub('.*"port":([0-9]+).*', '\\1', told))
attempt <- function(name, deed) {
  got <- tryCatch(suppressWarnings(deed()), error = function(refusal) NULL)
  cat(if (is.null(got)) paste0('held ', name, '\n') else paste0('BREACH ', name, '\n'))
}
for (host in c('127.0.0.1', 'localhost', '1.1.1.1')) for (number in c(port, 5432, 80))
  attempt(paste(host, number), function() socketConnection(host, number, open = 'r', timeout = 1))
attempt('a server', function() serverSocket(8123))
attempt('a page', function() readLines(url('http://1.1.1.1/'), 1))
attempt('a package', function() {
  install.packages('R6', repos = 'http://1.1.1.1', lib = '/scratch')
  if (dir.exists('/scratch/R6')) TRUE
})
writeLines(c('id,prediction', '1,0.5'), 'predictions.csv')

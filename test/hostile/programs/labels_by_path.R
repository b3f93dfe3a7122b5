# Tries to read the held-out labels by their path on the host, around the root and through other processes.
told <- paste(readLines('data/targets.json', warn = FALSE), collapse = '')
labels <- sub('.*"labels":"([^"]*)".*', '\\1', told)
attempt <- function(name, deed) {
  got <- tryCatch(suppressWarnings(deed()), error = function(refusal) NULL)
  cat(if (is.null(got)) paste0('held ', name, '\n') else paste0('BREACH ', name, ': ', got, '\n'))
}
ways <- c('', '/proc/self/root', '/proc/1/root', '/in/../..', '/proc/1/cwd')
for (way in ways) attempt(way, function() readLines(paste0(way, labels), 1))
for (path in c('/etc/shadow', '/proc/1/environ', '/root/.bashrc')) attempt(path, function() {
  text <- readLines(path, 1)
  if (path == '/proc/1/environ' && !any(grepl('CANARY', text))) NULL else text
})
if (!grepl('CANARY', paste(Sys.getenv(), collapse = ''))) cat('held environment\n') else cat('BREACH environment\n')
writeLines(c('id,prediction', '1,0.5'), 'predictions.csv')

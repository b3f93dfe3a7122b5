# Tries to change what it was given, the system and R's own library.
attempt <- function(name, deed) {
  got <- tryCatch(suppressWarnings(deed()), error = function(refusal) FALSE)
  cat(if (isFALSE(got)) paste0('held ', name, '\n') else paste0('BREACH ', name, '\n'))
}
for (path in c('/in/x', '/in/data/test.csv', '/usr/x', '/etc/R/Rprofile.site', '/x', '/dev/x',
               file.path(R.home(), 'library/x'), '/usr/lib/R/site-library/x', '/in/start.R')) {
  attempt(path, function() { writeLines('x', path); TRUE })
  attempt(paste('unlink', path), function() file.exists(path) && unlink(path) == 0 && !file.exists(path))
}
writeLines(c('id,prediction', '1,0.5'), 'predictions.csv')

// Runs before the first paint: the chosen theme and language, so that nothing flashes.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('holdout.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var language = localStorage.getItem('holdout.language');
    if (language === 'es' || language === 'en') root.lang = language;
  } catch {
    // Storage may be forbidden; the system's theme then stands.
  }
})();

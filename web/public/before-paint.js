/* Sets theme and direction before the first paint, so nothing flashes. A file, because inline scripts are refused. */
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem("miri.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    var language = localStorage.getItem("miri.language") || (/^(he|iw)/.test(navigator.language) ? "he" : "en");
    root.lang = language;
    root.dir = language === "he" ? "rtl" : "ltr";
  } catch (refused) {
    /* storage is switched off: system theme, English until the page has loaded */
  }
})();

// Sets the theme before the first paint, so that the page never flashes. It must stay a plain file: the content
// security policy forbids inline scripts. src/lib/theme.ts changes the theme afterwards.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("sottovoce.theme");
  } catch (_) {
    /* storage may be forbidden; then the system's theme counts */
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();

/* How the page is to be read: text size, contrast, light or dark. Remembered in this browser only.
   Runs before the page is drawn, so that it does not change under the reader's eyes. */
(() => {
  const root = document.documentElement;
  const KEY = "taizhang.reading";
  const DEFAULTS = { size: "1", contrast: "normal", theme: "auto" };
  const CHOICES = { size: ["1", "2", "3"], contrast: ["normal", "high"], theme: ["auto", "light", "dark"] };
  let chosen = { ...DEFAULTS };

  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {}; // storage is off, or holds something else: the defaults serve
    }
  }

  function remember() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // storage is off: the choice holds for this page
    }
  }

  function apply() {
    for (const [name, value] of Object.entries(chosen)) root.dataset[name] = value;
    for (const button of document.querySelectorAll("[data-tz-set]")) {
      button.setAttribute("aria-pressed", String(chosen[button.dataset.tzSet] === button.dataset.tzValue));
    }
  }

  const stored = remembered();
  for (const [name, values] of Object.entries(CHOICES)) {
    if (values.includes(stored[name])) chosen[name] = stored[name];
  }
  root.classList.replace("no-js", "js");
  apply();

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector("[data-tz-settings]");
    apply();
    panel?.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tz-set]");
      if (!button) return;
      chosen = { ...chosen, [button.dataset.tzSet]: button.dataset.tzValue };
      apply();
      remember();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel?.open) {
        panel.open = false;
        panel.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (panel?.open && !panel.contains(event.target)) panel.open = false;
    });
  });
})();

// Runs before the first paint: a page in the wrong colours would flash. Kept apart from the pages' scripts, since the
// content security policy lets no inline script run.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem('mainstay.scheme');
    } catch {
      // Storage is switched off: the system's colours it is.
    }
    const dark = chosen === 'dark' || (chosen !== 'light' && system.matches);
    const root = document.documentElement;
    root.dataset.theme = root.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  };
  show();
  system.addEventListener('change', show);
  addEventListener('storage', show);
  addEventListener('mainstay:scheme', show);
})();

/** How control arms are called, the surest first. */
const names = [
  /^control/,
  /^(holdout|hold out|holdback)/,
  /^(none|no|nothing|not treated|untreated|without)\b/,
  /^(baseline|placebo|original|default|off|false)$/,
  /^(0|a)$/,
];

/**
 * Which arm is the control, by its name; without such a name the first in alphabetical order, which the caller must
 * say.
 */
export function controlArm(arms: readonly string[]): { control: string; guessed: boolean } {
  const keys = [...new Set(arms)];
  for (const name of names) {
    const found = keys.filter((key) => name.test(key.trim().toLowerCase().replace(/[_-]/g, ' ')));
    if (found.length === 1) return { control: found[0]!, guessed: false };
  }
  return { control: keys.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0]!, guessed: true };
}

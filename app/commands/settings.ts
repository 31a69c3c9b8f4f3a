import { Command } from 'commander';
import { settings } from '../config.ts';

/** Prints every setting that the environment may hold; `docs/configuration.md` is this command's output. */
export function settingsCommand(): Command {
  return new Command('settings')
    .description('List every setting, its default and its meaning, as a Markdown table')
    .action(() => {
      process.stdout.write(settingsTable());
    });
}

export function settingsTable(): string {
  const rows = Object.entries(settings).map(
    ([name, { meaning, default: fallback }]) =>
      `| \`${name}\` | ${fallback ? `\`${fallback}\`` : '–'} | ${meaning} |`,
  );
  return `| setting | default | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

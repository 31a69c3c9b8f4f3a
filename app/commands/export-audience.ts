import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type AudiencePurpose, audienceOf, audiencePurposes } from '../../adapters/postgres/audience.ts';
import type { Database } from '../../adapters/postgres/database.ts';

/** `export audience`: hashed addresses of those who agreed, the holdout left out. */
export function exportAudienceCommand(
  open: () => Promise<{ database: Database; now: Date; close(): Promise<void> }>,
): Command {
  return new Command('audience')
    .description(
      'Write a CSV of hashed e-mail addresses for an advertising system: consenting shoppers, the holdout left out',
    )
    .requiredOption('--shop <shop>', 'id of the shop')
    .addOption(
      new Option(
        '--purpose <purpose>',
        'the consent that covers it: "advertising", or "outreach_email" where its wording names advertising partners',
      )
        .choices([...audiencePurposes])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'the CSV to write')
    .action(async ({ shop, purpose, out }: { shop: string; purpose: AudiencePurpose; out: string }) => {
      const { database, now, close } = await open();
      try {
        const { hashes, inHoldout } = await audienceOf(database, { shopId: shop, purpose, now });
        await writeFile(out, ['email_sha256', ...hashes].map((line) => `${line}\n`).join(''), {
          mode: 0o600,
        });
        process.stdout.write(
          `${hashes.length} addresses in "${out}"; ${inHoldout} in the holdout left out\n`,
        );
      } finally {
        await close();
      }
    });
}

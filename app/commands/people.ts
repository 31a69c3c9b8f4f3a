import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Database } from '../../adapters/postgres/database.ts';
import { listPeople } from '../../adapters/postgres/people.ts';
import { invitePerson, renewLink } from '../../adapters/postgres/people-changes.ts';
import { linkPath } from '../../adapters/postgres/staff-links.ts';
import type { Clock } from '../../core/clock.ts';
import type { Person } from '../../core/contracts/people.ts';
import { type StaffRole, staffRoles } from '../../core/contracts/staff.ts';
import { BadInputError } from '../../core/errors.ts';

export interface PeopleDependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** Where links lead. */
  readonly origin: string;
  print(line: string): void;
  close(): Promise<void>;
}

/** `people`: who works here. `open` is called when a command runs, never for `--help`. */
export function peopleCommand(open: () => Promise<PeopleDependencies>): Command {
  return new Command('people')
    .description('Who works here: invite somebody, list everybody')
    .addCommand(inviteCommand(open))
    .addCommand(listCommand(open));
}

function inviteCommand(open: () => Promise<PeopleDependencies>): Command {
  return new Command('invite')
    .description('Invite somebody; prints a link that is good once, for seven days. Again for a new link')
    .addArgument(new Argument('<email>').argParser(readEmail))
    .addOption(new Option('--role <role>', 'what they may do').choices([...staffRoles]).default('agent'))
    .option('--name <name>', 'their name; default: what stands before the @')
    .option('--shop <shop>', 'the one shop that they work for; default: every shop')
    .action(async (email: string, options: { role: StaffRole; name?: string; shop?: string }) => {
      await withDependencies(open, async ({ database, clock, origin, print }) => {
        const shopId = options.shop ?? null;
        if (shopId !== null) await requireShopExists(database, shopId);
        const by = { actor: 'command line', shopId: null, now: clock.now() };
        const waiting = await findWaiting(database, email);
        const { link } = await database.transaction<{ link: { token: string; expiresAt: Date } }>((tx) =>
          waiting
            ? renewLink(tx, by, waiting.id)
            : invitePerson(tx, by, {
                email,
                name: options.name ?? email.split('@')[0]!,
                role: options.role,
                shopId,
              }),
        );
        if (waiting && (waiting.role !== options.role || waiting.shopId !== shopId))
          print(`${email} was invited before as ${waiting.role}; that stays. Change it on the page People.`);
        print(`${origin}${linkPath(link.token)}`);
        print(`good once, until ${link.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`);
      });
    });
}

function listCommand(open: () => Promise<PeopleDependencies>): Command {
  return new Command('list')
    .description('Everybody who works here or is invited')
    .option('--json', 'print JSON lines instead')
    .action(async ({ json }: { json?: boolean }) => {
      await withDependencies(open, async ({ database, print }) => {
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof listPeople>> = await listPeople(database, {
            shopId: null,
            sort: 'email',
            descending: false,
            q: '',
            after,
            limit: 500,
          });
          for (const person of page.rows) print(json ? JSON.stringify(person) : asLine(person));
          after = page.next;
        } while (after !== null);
      });
    });
}

function asLine(person: Person): string {
  const where = person.shopId ?? 'every shop';
  return `${person.email.padEnd(32)} ${person.role.padEnd(9)} ${where.padEnd(16)} ${person.state.padEnd(8)} ${person.name}`;
}

async function findWaiting(database: Database, email: string): Promise<Person | null> {
  const { rows } = await listPeople(database, {
    shopId: null,
    sort: 'email',
    descending: false,
    q: email,
    after: null,
    limit: 100,
  });
  return rows.find((person) => person.email === email && person.state === 'invited') ?? null;
}

async function requireShopExists(database: Database, shopId: string): Promise<void> {
  const { rows } = await database.query<{ id: string }>('select id from shops order by id');
  if (!rows.some(({ id }) => id === shopId))
    throw new BadInputError(
      `there is no shop "${shopId}"; there is ${rows.map(({ id }) => id).join(', ') || 'none yet'}`,
    );
}

function readEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new InvalidArgumentError('that is no e-mail address.');
  return email;
}

async function withDependencies(
  open: () => Promise<PeopleDependencies>,
  work: (dependencies: PeopleDependencies) => Promise<void>,
): Promise<void> {
  const dependencies = await open();
  try {
    await work(dependencies);
  } finally {
    await dependencies.close();
  }
}

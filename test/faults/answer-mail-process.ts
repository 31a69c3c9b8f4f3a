/** What sends answers by e-mail, in a process of its own, to be killed: argv is the connection string and the mail server. */
import { Database } from '../../adapters/postgres/database.ts';
import { runAnswerMails } from '../../app/answer-mail-job.ts';
import { answerMailParts } from '../support/answer-world.ts';

const [connectionString = '', smtpUrl = ''] = process.argv.slice(2);
const parts = answerMailParts(new Database({ connectionString }), smtpUrl);
process.stdout.write('working\n');
await runAnswerMails(parts);

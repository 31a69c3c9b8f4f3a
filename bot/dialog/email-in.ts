/** The same letters as redaction looks for: what is taken for an address here is hidden in prompts and logs. */
const letters = 'a-z0-9\\u00c0-\\u024f';
const mailbox = `${letters}._%+'-`;
/** Bounded parts: a word without end would be scanned from each of its letters. */
const address = new RegExp(
  `(?<![@${mailbox}])[${mailbox}]{1,64}@(?:[${letters}-]{1,63}\\.){1,8}[a-z]{2,24}`,
  'iu',
);

/** The e-mail address that a message names, in whatever width it was typed; null when it names none that could be one. */
export function emailIn(text: string): string | null {
  const found = address.exec(text.slice(0, 4_000).normalize('NFKC'))?.[0];
  if (!found || found.length > 254) return null;
  return /^\.|\.\.|\.@|@-|-\.|\.-/.test(found) ? null : found;
}

/** The address, when the message is nothing else: "a@b.example", "my e-mail is a@b.example", "邮箱：a@b.example". */
export function bareEmail(text: string): string | null {
  const email = emailIn(text);
  if (!email) return null;
  const rest = text.normalize('NFKC').replace(email, ' ');
  return /^[\s\p{P}]*(?:(?:it(?:'s| is)|my|the|e-?mail|mail|address|is|here|to|please|send|我的|我|电子|邮箱|邮件|地址|是|请发到?|发到)[\s\p{P}]*)*$/iu.test(
    rest,
  )
    ? email
    : null;
}

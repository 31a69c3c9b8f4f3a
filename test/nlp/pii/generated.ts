import { SeededRandom } from '../../../core/seeded-random.ts';

/** Personal data made up by its published rules, with valid check digits; independent of the code under test. */
export class PiiGenerator {
  readonly #random: SeededRandom;
  constructor(seed: string) {
    this.#random = new SeededRandom(seed);
  }

  pick<T>(items: readonly T[]): T {
    return this.#random.pick(items);
  }

  digits(count: number, first = '0123456789'): string {
    let out = first[this.#random.nextInt(first.length)]!;
    while (out.length < count) out += this.#random.nextInt(10);
    return out;
  }

  chineseMobile(): string {
    const number = `1${this.pick(['3', '4', '5', '6', '7', '8', '9'])}${this.digits(9)}`;
    const grouped =
      `${number.slice(0, 3)}${this.pick(['-', ' '])}${number.slice(3, 7)}-${number.slice(7)}`.replace(
        /^(\d{3})(.)(\d{4})-/,
        '$1$2$3$2',
      );
    return this.pick([number, number, grouped, `+86 ${number}`, `+86${number}`, `86${number}`]);
  }

  chineseLandline(): string {
    return `${this.pick(['010', '021', '0755', '0571'])}${this.pick(['-', ''])}${this.digits(8, '2345678')}`;
  }

  /** GB 11643-1999: area, date of birth, sequence, check by ISO 7064 MOD 11-2. */
  chineseResident(): string {
    const area = this.pick(['110101', '310104', '440305', '330106', '510107']);
    const birth = `${this.pick(['19', '20'])}${this.digits(1, '01')}${this.digits(1)}${this.pick(['01', '07', '12'])}${this.pick(['03', '19', '28'])}`;
    const body = area + birth + this.digits(3);
    // The check makes the sum of digit * 2^(17 - i) mod 11 equal to 1.
    let sum = 0;
    for (const [i, digit] of [...body].entries()) sum += Number(digit) * (2 ** (17 - i) % 11);
    const check = (12 - (sum % 11)) % 11;
    return body + (check === 10 ? this.pick(['X', 'x']) : String(check));
  }

  card(): string {
    const prefix = this.pick(['4', '51', '55', '62', '622848', '37', '2221', '6011']);
    const length = prefix === '37' ? 15 : prefix === '622848' ? 19 : 16;
    const body = prefix + this.digits(length - prefix.length - 1);
    let sum = 0;
    for (const [i, digit] of [...body].reverse().entries()) {
      const value = i % 2 === 0 ? Number(digit) * 2 : Number(digit);
      sum += value > 9 ? value - 9 : value;
    }
    const number = body + ((10 - (sum % 10)) % 10);
    return this.pick([
      number,
      number.replace(/(\d{4})(?=\d)/g, '$1 '),
      number.replace(/(\d{4})(?=\d)/g, '$1-'),
    ]);
  }

  /** ISO 13616: check digits so that the turned number is 1 modulo 97. */
  iban(): string {
    const [country, bban] = this.pick([
      ['GB', `WEST${this.digits(14)}`],
      ['DE', this.digits(18)],
      ['FR', this.digits(23)],
      ['NL', `ABNA${this.digits(10)}`],
    ]) as [string, string];
    const numeric = [...`${bban}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
    const iban = country + String(98n - (BigInt(numeric) % 97n)).padStart(2, '0') + bban;
    return this.pick([iban, iban.replace(/(.{4})(?=.)/g, '$1 '), iban.toLowerCase()]);
  }

  email(): string {
    const name = this.pick([
      'wang.wei',
      'li_na88',
      'Anna-Marie',
      'o.connor',
      'x',
      'zhangsan+shop',
      '13800138000',
    ]);
    return `${name}@${this.pick(['qq.com', '163.com', 'gmail.com', 'mail.example.co.uk', 'foo-bar.org'])}`;
  }

  ukPhone(): string {
    const rest = this.digits(9);
    return this.pick([
      `07${rest}`,
      `+447${rest}`,
      `07${rest.slice(0, 3)} ${rest.slice(3)}`,
      `020 7${rest.slice(0, 3)} ${rest.slice(3, 7)}`,
      `+44 20 7${rest.slice(0, 3)} ${rest.slice(3, 7)}`,
    ]);
  }

  usPhone(): string {
    const [a, b, c] = [`${this.digits(3, '23456789')}`, this.digits(3, '23456789'), this.digits(4)];
    return this.pick([
      `(${a}) ${b}-${c}`,
      `${a}-${b}-${c}`,
      `+1 ${a} ${b} ${c}`,
      `${a}.${b}.${c}`,
      `1-${a}-${b}-${c}`,
    ]);
  }

  socialSecurity(): string {
    return `${this.digits(3, '12345678').replace('666', '667')}-${this.digits(2, '123456789')}-${this.digits(4, '123456789')}`;
  }

  nationalInsurance(): string {
    const rest = this.digits(6);
    return this.pick([
      `QQ${rest}C`.replace('QQ', 'AB'),
      `JG ${rest.slice(0, 2)} ${rest.slice(2, 4)} ${rest.slice(4)} A`,
    ]);
  }

  ip(): string {
    const octet = () => this.#random.nextInt(256);
    return this.pick([
      `${octet()}.${octet()}.${octet()}.${octet()}`,
      '2001:db8:85a3::8a2e:370:7334',
      'fe80::1ff:fe23:4567:890a',
    ]);
  }

  /** What must stay: numbers of the shop and of daily life. */
  harmless(): string {
    const order = this.digits(this.pick([6, 7, 8]), '123456789');
    return this.pick([
      order,
      `#${order}`,
      `# ${order}`,
      `SKU-${this.digits(5)}`,
      `SF${this.digits(13, '123')}`,
      `${this.digits(2, '123456789')}.99`,
      `£1,${this.digits(3)}.00`,
      `¥${this.digits(4, '123456789')}`,
      '2026-11-23',
      '23/11/2026',
      '2026年11月23日',
      '14:30:05',
      '36 38 40 42',
      '100x200 cm',
      'iPhone 15 256',
      'v2.10.3.1',
      '3-5',
      '50%',
      '1080p',
    ]);
  }
}

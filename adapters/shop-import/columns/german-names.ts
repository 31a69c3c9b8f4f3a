import type { ImportKind } from '../../../core/contracts/console-imports.ts';

type Names = Readonly<Record<string, readonly string[]>>;

const shopper = ['kundennummer', 'kundennr', 'kundenid', 'kdnr', 'kunde'];
const email = ['emailadresse', 'kundenemail', 'emailkunde'];
const place: Names = {
  country: ['land', 'lieferland', 'rechnungsland', 'länderkürzel', 'ländercode'],
  region: ['bundesland', 'kanton'],
};
const product = [
  'artikelnummer',
  'artikelnr',
  'artnr',
  'artikelid',
  'produktnummer',
  'produktnr',
  'produktid',
];
const category = ['kategorie', 'warengruppe', 'produktkategorie', 'artikelgruppe', 'produktgruppe'];
const productName = [
  'artikelname',
  'artikelbezeichnung',
  'produktname',
  'produktbezeichnung',
  'produkttitel',
  'bezeichnung',
  'artikel',
  'produkt',
];
const currency = ['währung', 'waehrung'];

/** Names that German exports give the fields, as letters and digits in lower case; the likeliest first. */
export const germanNames: Readonly<Record<ImportKind, Names>> = {
  orders: {
    number: [
      'bestellnummer',
      'bestellnr',
      'auftragsnummer',
      'auftragsnr',
      'rechnungsnummer',
      'rechnungsnr',
      'belegnummer',
      'bestellung',
      'auftrag',
    ],
    placed_at: [
      'bestelldatum',
      'bestelltam',
      'auftragsdatum',
      'kaufdatum',
      'rechnungsdatum',
      'erstelltam',
      'zeitpunkt',
      'datum',
    ],
    shopper,
    email,
    shopper_name: ['kundenname', 'rechnungsname', 'käufer', 'käufername', 'empfänger'],
    ...place,
    product,
    product_name: productName,
    category,
    quantity: ['menge', 'anzahl', 'bestellmenge', 'stückzahl', 'stueckzahl', 'stück'],
    unit_price: ['einzelpreis', 'stückpreis', 'stueckpreis', 'artikelpreis', 'verkaufspreis', 'preis'],
    line_total: ['positionssumme', 'positionspreis', 'zeilensumme', 'gesamtpreis'],
    line_discount: ['positionsrabatt', 'artikelrabatt'],
    line_tax: ['positionssteuer'],
    unit_cost: ['einkaufspreis', 'einstandspreis', 'selbstkosten'],
    discount: ['rabatt', 'rabattbetrag', 'nachlass'],
    shipping: ['versandkosten', 'lieferkosten', 'versand', 'porto'],
    tax: ['mehrwertsteuer', 'mwst', 'umsatzsteuer', 'ust', 'steuer', 'steuerbetrag'],
    total: ['gesamtsumme', 'gesamtbetrag', 'rechnungsbetrag', 'bestellsumme', 'endbetrag', 'summe'],
    refund: ['erstattungsbetrag', 'erstattung', 'rückerstattung', 'gutschrift'],
    currency,
    status: ['bestellstatus', 'auftragsstatus'],
    cancelled_at: ['storniertam', 'stornodatum'],
    refunded_at: ['erstattetam'],
    code: ['gutscheincode', 'rabattcode', 'gutschein'],
  },
  products: {
    id: product,
    name: productName,
    description: ['produktbeschreibung', 'artikelbeschreibung', 'beschreibung', 'kurzbeschreibung'],
    category,
    price: ['preis', 'verkaufspreis', 'bruttopreis'],
    unit_cost: ['einkaufspreis', 'einstandspreis'],
    stock: ['lagerbestand', 'bestand', 'menge'],
    status: ['aktiv', 'veröffentlicht', 'sichtbar'],
    currency,
  },
  reviews: {
    id: ['bewertungsid', 'bewertungsnummer'],
    product,
    product_name: productName,
    category,
    body: ['bewertungstext', 'rezension', 'kommentar', 'inhalt'],
    title: ['titel', 'überschrift'],
    rating: ['bewertung', 'sterne', 'note'],
    shopper,
    written_at: ['bewertungsdatum', 'geschriebenam', 'datum'],
    language: ['sprache'],
  },
  shoppers: {
    shopper,
    email,
    name: ['kundenname', 'vollständigername'],
    first_name: ['vorname'],
    last_name: ['nachname', 'familienname'],
    language: ['sprache'],
    ...place,
    created_at: ['registriertam', 'kundeseit', 'angelegtam', 'erstelltam', 'anmeldedatum'],
    points: ['treuepunkte', 'bonuspunkte', 'punkte'],
    email_consent: ['werbeeinwilligung', 'newsletterabonniert'],
  },
  events: {
    kind: ['ereignis', 'aktion'],
    occurred_at: ['zeitstempel', 'zeitpunkt', 'datum', 'uhrzeit'],
    shopper,
    visitor: ['besucherid', 'besucher', 'sitzungsid'],
    product,
    query: ['suchbegriff', 'suchanfrage'],
  },
};

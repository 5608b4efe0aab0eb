import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { LedgerLine } from '#contract/workshops.ts';
import type { Language } from '#contract/values.ts';
import { mediaTypes, type NamedFile } from '../delivery/file-delivery.ts';
import { byteOrderMark, csvLine } from '../exports/csv-writing.ts';
import { zipOf } from '../exports/outgoing-file.ts';
import type { Cell } from '../exports/table-rows.ts';
import { type Sheet, workbookParts } from '../exports/xlsx-writing.ts';

/** The lines of a month as a file for whoever pays: one row a line, the sum of each person after theirs. */

const words = {
  fr: { fileName: 'paiements', sheet: 'Paiements', columns: ['Bénéficiaire', 'Jour', 'Objet', 'Quantité', 'Montant', 'Devise', 'État', 'Payé le', 'Motif'], states: { approved: 'à payer', paid: 'payé' }, sum: 'Total', programme: 'Programme', correction: 'Contre-passation : ' },
  en: { fileName: 'payments', sheet: 'Payments', columns: ['Payee', 'Day', 'For', 'Quantity', 'Amount', 'Currency', 'State', 'Paid on', 'Reason'], states: { approved: 'to pay', paid: 'paid' }, sum: 'Total', programme: 'Programme', correction: 'Counter-line: ' },
} as const;

/** Cents as an amount with two decimals; exact, as whole cents are. */
const amount = (cents: number): number => cents / 100;

export function ledgerRows(lines: readonly LedgerLine[], language: Language): readonly (readonly Cell[])[] {
  const own = words[language];
  const payees = [...new Set(lines.map(({ practitionerId }) => practitionerId))];
  return payees.flatMap((payee) => {
    const theirs = lines.filter(({ practitionerId }) => practitionerId === payee);
    const name = theirs[0]?.name ?? own.programme;
    return [
      ...theirs.map(({ on, label, kind, quantity, cents, currency, state, paidOn, reason }): readonly Cell[] => [name, on, `${kind === 'correction' ? own.correction : ''}${label[language]}`, quantity, amount(cents), currency, state === 'paid' ? own.states.paid : own.states.approved, paidOn, reason]),
      [name, null, own.sum, null, amount(theirs.reduce((sum, { cents }) => sum + cents, 0)), theirs[0]?.currency ?? '', null, null, null],
    ];
  });
}

export async function ledgerFile(lines: readonly LedgerLine[], { month, format, language }: { readonly month: string; readonly format: 'csv' | 'xlsx'; readonly language: Language }): Promise<{ readonly file: NamedFile; readonly content: Uint8Array }> {
  const own = words[language];
  const rows = ledgerRows(lines, language);
  const file: NamedFile = { name: `${own.fileName}-${month}.${format}`, mediaType: mediaTypes[format] };
  if (format === 'csv') return { file, content: Buffer.from(byteOrderMark + [own.columns, ...rows].map((line) => csvLine(line)).join('')) };
  const sheet: Sheet = { name: own.sheet, titles: own.columns, lines: Readable.from(rows) };
  return { file, content: await buffer(zipOf(workbookParts([sheet], language), null)) };
}

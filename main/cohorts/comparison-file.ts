import { type ComparedIndicator, fewCount, type LeftOutReason, leftOutReasons, smallestCellOfFile } from '#contract/comparison.ts';
import type { Outputs } from '#contract/index.ts';
import type { Cell } from '../exports/table-rows.ts';

/** The comparison as lines of a file: every period of every indicator, then the published figures. Small counts are held back. Pure. */

type Language = 'fr' | 'en';

interface FileWords {
  readonly fileName: string;
  readonly columns: readonly string[];
  readonly publishedColumns: readonly string[];
  readonly whose: string;
  readonly asOf: string;
  readonly heldBack: string;
  readonly few: string;
  readonly running: string;
  readonly kinds: Readonly<Record<'share' | 'median', string>>;
  readonly publishedKinds: Readonly<Record<'measured' | 'aim', string>>;
  readonly comparable: Readonly<Record<'near' | 'not', string>>;
  readonly reasons: Readonly<Record<LeftOutReason, string>>;
}

export const fileWords: Readonly<Record<Language, FileWords>> = {
  fr: {
    fileName: 'comparaison', whose: 'De qui', asOf: 'En date du', heldBack: `Les nombres de 1 à ${smallestCellOfFile - 1} sont retenus, avec ce qui les trahirait.`, few: 'petit nombre', running: 'en cours',
    columns: ['Indicateur', 'Ce qui est donné', 'Période', 'Du', 'Au', 'Valeur', 'Borne basse 95 %', 'Borne haute 95 %', 'Sur combien', 'Combien', 'Remarque'],
    publishedColumns: ['Indicateur', 'Chiffre publié', 'Valeur', 'Années', 'Population', 'Comparable', 'Mise en garde', 'Source'],
    kinds: { share: 'part (%)', median: 'médiane (jours)' }, publishedKinds: { measured: 'mesuré', aim: 'cible' }, comparable: { near: 'à peu près', not: 'non' },
    reasons: {
      elsewhere: 'Répondues autrement', known: 'Déjà suivies', closed: 'Closes sans visite', waiting: 'Encore en attente', early: 'Trop tôt pour le dire', imprecise: 'Date trop imprécise', contradictory: 'Dates qui se contredisent',
      'treated-before': 'Déjà sous traitement', 'few-visits': 'Une seule visite', 'no-onset': 'Début inconnu',
    },
  },
  en: {
    fileName: 'comparison', whose: 'Of whom', asOf: 'As of', heldBack: `Counts of 1 to ${smallestCellOfFile - 1} are held back, with what would tell them.`, few: 'small number', running: 'not over',
    columns: ['Indicator', 'What is given', 'Period', 'From', 'To', 'Value', 'Lower 95 % limit', 'Upper 95 % limit', 'Of how many', 'How many', 'Remark'],
    publishedColumns: ['Indicator', 'Published figure', 'Value', 'Years', 'Population', 'Comparable', 'Caution', 'Source'],
    kinds: { share: 'share (%)', median: 'median (days)' }, publishedKinds: { measured: 'measured', aim: 'aim' }, comparable: { near: 'nearly', not: 'no' },
    reasons: {
      elsewhere: 'Answered otherwise', known: 'Already followed', closed: 'Closed without a visit', waiting: 'Still waiting', early: 'Too early to say', imprecise: 'Date too imprecise', contradictory: 'Dates that contradict each other',
      'treated-before': 'Already treated', 'few-visits': 'One visit only', 'no-onset': 'Onset unknown',
    },
  },
};

const isSmall = (count: number): boolean => count > 0 && count < smallestCellOfFile;
const shown = (kind: ComparedIndicator['kind'], value: number | null): Cell => (value === null ? null : kind === 'share' ? Math.round(value * 1000) / 10 : value);

/** @param whose name of the clinic or of the cohort */
export function fileLines({ asOf, contentVersion, periods, indicators }: Outputs['comparison']['read'], { language, whose }: { readonly language: Language; readonly whose: string }): readonly (readonly Cell[])[] {
  const words = fileWords[language];
  const points = indicators.flatMap(({ kind, label, points: each }) =>
    each.map(({ period, of, met, value, low, high, leftOut }): readonly Cell[] => {
      const time = periods.find(({ key }) => key === period);
      // A share of five of which one does not meet it would say who: both sides are held back.
      const isHeld = isSmall(of) || (met !== null && (isSmall(met) || isSmall(of - met)));
      const remark = [...(time?.isRunning ? [words.running] : []), ...(of > 0 && of < fewCount ? [words.few] : [])].join(', ');
      const reasons = leftOutReasons.map((reason): Cell => {
        const count = leftOut.find((one) => one.reason === reason)?.count ?? 0;
        return isSmall(count) ? `1–${smallestCellOfFile - 1}` : count;
      });
      return [
        label[language], words.kinds[kind], period, time?.from ?? null, time?.until ?? null,
        ...(isHeld ? [null, null, null] : [shown(kind, value), shown(kind, low), shown(kind, high)]), isSmall(of) ? `1–${smallestCellOfFile - 1}` : of, isHeld ? null : met, remark === '' ? null : remark, ...reasons,
      ];
    }),
  );
  const published = indicators.flatMap(({ kind, label, published: figures }) =>
    figures.map((figure): readonly Cell[] => [label[language], words.publishedKinds[figure.kind], shown(kind, figure.value), figure.years, figure.population[language], words.comparable[figure.comparable], figure.caveat[language], figure.source[language]]),
  );
  return [
    [words.whose, whose], [words.asOf, asOf], [words.heldBack, contentVersion], [],
    [...words.columns, ...leftOutReasons.map((reason) => words.reasons[reason])], ...points, [],
    words.publishedColumns, ...published,
  ];
}

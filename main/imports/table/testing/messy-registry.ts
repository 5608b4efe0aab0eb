import { type MadeCell, makeWorkbook } from './make-workbook.ts';

/**
 * The Excel registry of a rheumatology office as a secretary would have kept it for years: a title above the columns,
 * dates as dates and as text, numbers that were text, two lines about one person, slips of the pen. Everybody in it is
 * fictional.
 */
const day = (number: number): MadeCell => ({ style: 1, number });

export const messyRows: readonly (readonly MadeCell[])[] = [
  ['Registre rhumatologie 2025 (exemple fictif)'],
  [],
  ['No dossier', 'Nom', 'Prénom', 'DDN', 'Sexe', 'RAMQ', 'Tél.', 'Courriel', 'Ville', 'CP', 'Dx', 'Rx', 'Début Rx', 'DAS28', 'Allergies', 'Remarque'],
  [{ style: 2, number: 17 }, 'Béland', 'Maryse', day(21258), 'F', 'BELM 5853 1419', 5145550117, 'maryse.beland@exemple.ca', 'Montréal', 'h2x1y4', 'Polyarthrite rhumatoïde', 'Méthotrexate 15 mg; Hydroxychloroquine', '2019-04-02', 2.8, 'Pénicilline', 'vue en mars'],
  [{ style: 2, number: 18 }, 'Tremblay', 'Jean-Guy', '02/11/1949', 'H', 'TREJ49110212', '450 555-0118', '', 'Longueuil', 'J4K 2T3', 'Goutte', 'Allopurinol', '', 'n/d', 'aucune'],
  [{ style: 2, number: 19 }, 'St-Pierre', 'Élise', '23/07/1972', 'f', 'stpe72572313', '5145550119', 'elise@exemple.ca', 'Laval', 'H7N5H9', 'Spondylarthrite ankylosante', 'Adalimumab', '15/01/2021', '', ''],
  [{ style: 2, number: 20 }, 'D’Amours', 'Luc', '30/01/1965', 'H', 'DAML65013018', '514-555-0120', 'luc.damours', 'Montréal', 'H1A 0A1', 'PR séropositive', 'Étanercept', '', { xml: '<f>AVERAGE(N4:N5)</f><v>3.4</v>' }, ''],
  ['A-21', 'Nguyen', 'Thi Lan', '05/12/1980', 'F', 'NGUT80620518', '', '', 'Brossard', '', 'Lupus', 'HCQ', '', '', ''],
  [{ style: 2, number: 22 }, 'Côté', 'François', '31/02/1938', 'H', 'COTF38051910', '', '', 'Québec', '', 'Polymyalgia rheumatica', 'Prednisone 5 mg', '', '', ''],
  [{ style: 2, number: 23 }, '', 'Noëlla', '28/02/1990', 'F', 'OEUN90522812', '', '', 'Sorel', '', 'Arthrite psoriasique', '', '', '', ''],
  [{ style: 2, number: 24 }, 'Lévêque', 'Chantal', '08/09/1961', 'Madame', 'LEVC61590811', '', '', 'Joliette', '', 'PR', 'Tocilizumab', '', { xml: '<v>#N/A</v>', type: 'e' }, 'sulfas'],
  [{ style: 2, number: 25 }, 'Papatie', 'Jos', '04/04/1955', '2', 'PAPJ55040417', '', '', 'Val-d’Or', '', 'Goutte', 'Fébuxostat', '', '', ''],
  [{ style: 2, number: 26 }, 'Gagnon-Roy', 'Sylvie', '11/10/1969', 'F', 'GAGS 6960 11', '', '', 'Trois-Rivières', '', 'PR', "=cmd|'/C calc'!A0", '', '', ''],
  [{ style: 2, number: 27 }, 'Ouellet', 'Rita', '16/06/1944', 'F', 'OUER44561615', '', '', 'Rimouski', '', 'Sjögren', '', '', '', ''],
  ['', 'BÉLAND', 'Maryse', '14/03/1958', 'F', 'BELM58531419', '514 555-9999', '', '', '', 'Ostéoporose', 'Alendronate', '', '', ''],
  [],
  ['Total : 12 patients'],
];

/** The registry as a workbook; with lists on a hidden sheet before it, as they come. */
export function messyWorkbook(): Promise<Buffer> {
  return makeWorkbook([{ name: 'Listes', hidden: true, rows: [['F'], ['H']] }, { name: 'Registre', rows: messyRows }]);
}

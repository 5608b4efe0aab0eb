import { listsRequests, type TableField } from '#contract/table-imports.ts';
import { foldText } from '../../../patients/patient-name.ts';
import { isNamValid, normalizeNam } from '../../../patients/nam-rules.ts';
import { guessCode } from './coded-values.ts';
import { prerequisiteNamed } from './request-prerequisites.ts';
import { findingNamed } from './request-row.ts';
import { looksLikeDate } from './table-dates.ts';

/** What a column most likely holds, from its title in French or English, else from its cells. Pure. */

/** Titles as people write them, folded; the first field whose pattern fits is proposed. */
const titles: readonly (readonly [TableField, RegExp])[] = [
  ['birthFamilyName', /^(nom (de |a la )?(naissance|jeune fille)|birth (family )?name|maiden name)$/],
  ['deceasedOn', /^(date (de |du )?deces|deces le|decede le|date of death|death date|deceased on)$/],
  ['deceased', /^(deces|decede|decedee|dcd|deceased|dead)$/],
  ['birthDate', /^(date (de )?(naissance|naiss)|naissance|ne le|nee le|ne e le|ddn|dn|d naiss|date naiss|dob|birth ?date|date of birth|birthday)$/],
  ['nam', /^(nam|n a m|ramq|no ramq|num ramq|numero ramq|no (d )?(assurance )?maladie|numero (d )?assurance maladie|no assurance|assurance maladie|carte (d )?assurance maladie|carte soleil|health ?card( (number|no))?|health insurance( (number|no))?|hin|medicare)$/],
  ['namValidTo', /^(nam valide jusqu ?au|expiration( (de la carte|du nam|nam|ramq))?|nam expiration|health insurance valid until|(health )?card expir(y|ation)( date)?)$/],
  ['otherIssuers', /^(emetteurs? des autres numeros|issuers of other numbers)$/],
  ['otherSystems', /^(systemes? des autres numeros|systems of other numbers)$/],
  ['otherFrom', /^(autres numeros valides depuis|other numbers valid from)$/],
  ['otherTo', /^(autres numeros valides jusqu ?au|other numbers valid until)$/],
  ['otherNumbers', /^(autres? numeros?|other numbers?)$/],
  ['nir', /^(nir|ins|no secu|numero (de )?securite sociale|securite sociale)$/],
  ['fileNumber', /^(no (de )?dossier|num(ero)? (de )?dossier|n (de )?dossier|dossier|dossier no|doss|file ?(no|number|num)?|mrn|chart( (no|number))?|record (no|number)|patient id|id patient|no patient)$/],
  ['fullName', /^(nom (et )?prenom|prenom (et )?nom|nom complet|patient|patiente|nom du patient|patient name|full name|name)$/],
  ['givenName', /^(prenom|prenoms|prenom usuel|given ?names?|first ?name)$/],
  ['familyName', /^(nom|nom (de )?famille|nom patient|family ?name|last ?name|surname)$/],
  ['sex', /^(sexe|sex|genre|gender|s|h f|f h|m f|f m)$/],
  ['language', /^(langue|langue (de )?(correspondance|parlee|maternelle)|language|lang|preferred language)$/],
  ['email', /^(courriel|e ?mail|adresse (courriel|electronique)|mail|email address)$/],
  ['phone', /^(tel|tel (dom|domicile|maison|cell|1)|telephone|telephone (domicile|maison|cellulaire|principal)|no (de )?tel(ephone)?|cell|cellulaire|mobile|phone|phone ?(no|number)|home phone|cell phone)$/],
  ['postalCode', /^(code postal|c p|cp|postal ?code|zip|zip code)$/],
  ['city', /^(ville|municipalite|city|town|localite)$/],
  ['region', /^(region|rss|region (socio ?sanitaire|administrative)|health region)$/],
  ['addressLine', /^(adresse|adresse (postale|1|ligne 1)|rue|address|address line 1|street|street address)$/],
  ['mobility', /^(mobilite|mobility|deplacement)$/],
  ['teleSuitability', /^(tele ?consult(ation)?|apte (a la )?tele( ?consult(ation)?)?|tele ?sante|telehealth|video)$/],
  ['diagnosisCode', /^(code (dx|diagnostic|cim ?10|cim|icd ?10?)|cim ?10|icd ?10|dx code|diagnosis code)$/],
  ['diagnosisOn', /^(date (du |de )?(dx|diagnostic)|annee (du )?(dx|diagnostic)|dx date|date of diagnosis|diagnosis date|diagnosed on)$/],
  ['diagnosis', /^(dx|dx principal|diagnostic|diagnostic principal|diagnostics|diagnosis|maladie|condition|probleme|problemes)$/],
  ['medicationOn', /^(debut (du )?(rx|tx|traitement|biologique|medicament)|date (de )?debut( (rx|traitement))?|started( on)?|start date|rx date)$/],
  ['medication', /^(rx|tx|medicament|medicaments|medication|medications|traitement|traitements|biologique|biologic|drug|drugs|treatment|armm|dmard)$/],
  ['allergy', /^(allergie|allergies|allergy)$/],
  ['resultOn', /^(date (du |des |de )?(resultats?|labo|laboratoire|prelevement|collecte|mesure|test|analyse)|result date|lab date|collection date|date collected|specimen date)$/],
  ['resultName', /^(test|tests|analyse|nom (du test|de l ?analyse|de l analyse)|(code )?(du )?test|test (name|code)|loinc|code loinc|loinc code|analyte|parametre)$/],
  ['resultValue', /^(valeur|valeur (numerique|du resultat)|resultat|resultat (numerique|du test)|value|result|result value|numeric result)$/],
  ['resultUnit', /^(unites?|units?|unites? (de mesure|du resultat)|result units?|uom)$/],
];
/** Titles of a table of requests; they mean this only beside the day a request came. */
const requestTitles: readonly (readonly [TableField, RegExp])[] = [
  ['requestOn', /^(date (de |de la )?(reception|demande|requete|reference|consultation demandee)|recue? le|recu|recue|demande (du|recue le)|received( on| date)?|date received|(request|referral) date|date of (the )?(request|referral))$/],
  ['requestReason', /^(motif|motif (de |de la )?(consultation|demande|reference)|code (du )?motif|raison( de (la )?consultation)?|reason( (for|of) (the )?(referral|consultation|request))?|(referral|request) reason|reason code)$/],
  ['requestClass', /^(priorite( clinique)?|classe( demandee)?|code (de )?priorite|urgence|(clinical )?priority|(requested )?class|urgency)$/],
  ['requestWords', /^(demande|texte( de la demande| libre)?|renseignements( cliniques)?|commentaires?|lettre|notes?|request( text)?|referral( text)?|clinical (information|notes?|details)|free text|comments?|letter)$/],
  ['referrerNumber', /^(((n|no|num|numero) (de |du |d )?)?(permis|licence)( (de pratique|cmq|du (referent|medecin|prescripteur)|(du )?md|referent))?|(n|no|numero) (de )?(pratique|cmq)|((referrer|physician|provider) )?(licen[cs]e|cpso|npi)( (number|no))?)$/],
  ['prerequisite', /^(prealables?|pre ?requis|bilan|(analyses?|examens?|tests?) (prealables?|prescrite?s?|faite?s?|demandee?s?|requise?s?)|prerequisites?|(prescribed|ordered|completed|required) tests?|tests? (done|ordered|prescribed|required))$/],
  ['referrerPlace', /^(clinique( referente)?|gmf|etablissement( referent)?|lieu (du referent|de reference)|organisation|organization|referring (clinic|site)|clinic|referrer (clinic|organization))$/],
  ['referrer', /^((medecin|md|nom du) )?(referent|referant|demandeur|prescripteur)|medecin|referrer( name)?|referring (physician|doctor|provider|clinician)|requested by|requester|referred by$/],
];
/** Columns that are measures, by their title: the title itself becomes what was measured. */
const measures = /^(das ?28|das28 (vs|crp|esr)|cdai|sdai|asdas|basdai|haq|haq di|crp|pcr|vs|esr|poids|weight|taille|height|tsh|hb|hemoglobine|creatinine|ige|facteur rhumatoide|fr|anti ccp|acpa)( .*)?$/;

/** The field a title says, or null. */
export function fieldOfTitle(title: string): TableField | null {
  const folded = foldText(title).replace(/^\d+ /, '').trim();
  if (folded === '') return null;
  const said = titles.find(([, pattern]) => pattern.test(folded))?.[0];
  if (said) return said;
  return measures.test(folded) ? 'result' : null;
}

/** The field a title says in a table of requests, or null. */
function requestFieldOf(title: string): TableField | null {
  const folded = foldText(title).replace(/^\d+ /, '').trim();
  return requestTitles.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** Who the person is comes before what is found: "Âge" and "Sexe" are no findings here. */
function findingFieldOf(title: string): TableField | null {
  const known = fieldOfTitle(title);
  if ((known === null || known === 'result') && findingNamed(title)) return 'finding';
  return prerequisiteNamed(title) ? 'prerequisite' : null;
}

/** The field the cells themselves show (a NAM looks like a NAM), or null. `cells` are filled ones. */
export function fieldOfCells(cells: readonly string[]): TableField | null {
  if (cells.length < 2) return null;
  const share = (fits: (cell: string) => boolean): number => cells.filter((cell) => fits(cell.trim())).length / cells.length;
  if (share((cell) => isNamValid(normalizeNam(cell))) > 0.5 || share((cell) => /^[A-Za-z]{4}[\s.-]?\d{4}[\s.-]?\d{4}$/.test(cell)) > 0.7) return 'nam';
  if (share((cell) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell)) > 0.6) return 'email';
  if (share((cell) => /^[A-Za-z]\d[A-Za-z][\s-]?\d[A-Za-z]\d$/.test(cell)) > 0.6) return 'postalCode';
  if (share((cell) => /^(\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}( ?(p|poste|ext|x)\.? ?\d+)?$/i.test(cell)) > 0.6) return 'phone';
  if (share((cell) => guessCode('sex', cell) !== null && cell.length <= 8) > 0.9 && new Set(cells.map(foldText)).size > 1) return 'sex';
  // Births lie a lifetime apart; other dates do not.
  if (share(looksLikeDate) > 0.8) {
    const years = cells.map((cell) => Number(/(18|19|20)\d{2}/.exec(cell)?.[0] ?? NaN)).filter((year) => !Number.isNaN(year));
    if (years.length > 0 && Math.max(...years) - Math.min(...years) > 25) return 'birthDate';
  }
  return null;
}

/** Proposes a field for each column, each field once but for those that may repeat. Titles come before cells. */
export function guessFields(columns: readonly { readonly title: string; readonly cells: readonly string[] }[], repeatable: ReadonlySet<string>): (TableField | null)[] {
  const taken = new Set<TableField>();
  const take = (field: TableField | null): TableField | null => {
    if (field === null || (taken.has(field) && !repeatable.has(field))) return null;
    taken.add(field);
    return field;
  };
  const asked = columns.map(({ title }) => requestFieldOf(title));
  const isOfRequests = listsRequests(asked.map((field) => ({ field })));
  const said = columns.map(({ title }, index) => (isOfRequests ? (asked[index] ?? findingFieldOf(title) ?? fieldOfTitle(title)) : fieldOfTitle(title)));
  // "Test" and "Valeur" side by side are a result a line; one without the other is a column like any.
  const isOfResults = said.includes('resultName') && said.includes('resultValue');
  const ofLine: ReadonlySet<TableField | null> = new Set<TableField | null>(['resultName', 'resultValue', 'resultUnit']);
  const hasDay = said.includes('resultOn');
  const byTitle = columns.map(({ title }, index) => {
    const field = said[index] ?? null;
    if (isOfResults && !hasDay && foldText(title) === 'date') return take('resultOn');
    return take(ofLine.has(field) && !isOfResults ? null : field);
  });
  const guessed = columns.map(({ cells }, index) => byTitle[index] ?? take(fieldOfCells(cells)));
  const hasGiven = guessed.includes('givenName');
  // "Nom" with the given name in another column is the family name; alone it holds both.
  return guessed.map((field) => (field === 'fullName' && hasGiven && !guessed.includes('familyName') ? 'familyName' : field === 'familyName' && !hasGiven ? 'fullName' : field));
}

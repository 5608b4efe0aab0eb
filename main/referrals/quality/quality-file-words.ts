import { smallestCellOfFile } from '#contract/comparison.ts';
import type { BreachCause, Safeguard } from '#contract/triage-quality.ts';

/** The words of the file; what the page says is in its catalogues. */

interface FileWords {
  readonly fileName: string;
  readonly whose: string;
  readonly asOf: string;
  readonly heldBack: string;
  readonly held: string;
  readonly running: string;
  readonly few: string;
  readonly columns: readonly string[];
  readonly parts: Readonly<Record<'agreement' | 'matrix' | 'between' | 'pairs' | 'rules' | 'decisions' | 'delays' | 'breaches' | 'diagnosed' | 'returns' | 'safeguards' | 'openings', string>>;
  readonly given: Readonly<
    Record<'agreed' | 'plain' | 'weighted' | 'changed' | 'raised' | 'lowered' | 'median' | 'p75' | 'p90' | 'inside' | 'waiting' | 'elsewhere' | 'closed' | 'returned' | 'declined' | 'cancelled' | 'asked' | 'item' | 'words' | 'nobody' | 'all' | 'soon' | 'sameWhere' | 'kappaWhere' | 'opened' | 'found' | 'planned' | 'away' | 'unused' | 'whileWaiting' | 'whileClass', string>
  >;
  readonly causes: Readonly<Record<BreachCause, string>>;
  readonly safeguards: Readonly<Record<Safeguard, string>>;
}

export const fileWords: Readonly<Record<'fr' | 'en', FileWords>> = {
  fr: {
    fileName: 'qualite-du-triage', whose: 'De qui', asOf: 'En date du', held: 'retenu', running: 'en cours', few: 'petit nombre',
    heldBack: `Les nombres de 1 à ${smallestCellOfFile - 1} sont retenus, avec ce qui les trahirait. La personne qui décide voit la proposition : l’accord avec les règles n’est pas mesuré à l’aveugle; celui entre deux personnes l’est.`,
    columns: ['Période', 'Du', 'Au', 'Partie', 'Classe, règle ou motif', 'Ce qui est donné', 'Valeur', 'Borne basse 95 %', 'Borne haute 95 %', 'Sur combien', 'Combien', 'Remarque'],
    parts: { agreement: 'Accord', matrix: 'Classe proposée → décidée', between: 'Entre deux personnes, à l’aveugle', pairs: 'Classe de la première personne → de la seconde', rules: 'Règles', decisions: 'Temps jusqu’à la décision', delays: 'Délais', breaches: 'Délais dépassés', diagnosed: 'Diagnostic inflammatoire ensuite', returns: 'Retours', safeguards: 'Garde-fous', openings: 'Plages sans visite' },
    given: {
      agreed: 'Même classe (%)', plain: 'Kappa', weighted: 'Kappa pondéré (linéaire)', changed: 'Décidé autrement (%)', raised: 'Plus urgent', lowered: 'Moins urgent', median: 'Médiane (jours)', p75: '75e centile (jours)', p90: '90e centile (jours)', inside: 'Dans le délai (%)',
      waiting: 'Encore en attente', elsewhere: 'Répondues autrement', closed: 'Closes sans visite', returned: 'Renvoyées au triage', declined: 'Refusées', cancelled: 'Annulées', asked: 'Questions au référent', item: 'Demandé au référent', words: 'en mots seulement', nobody: 'sans décision', all: 'Toutes', soon: 'Classe C ou plus urgente (%)', sameWhere: 'Même destination (%)', kappaWhere: 'Kappa de la destination', opened: 'Demande rouverte entre-temps par la seconde personne', found: 'Part (%)', planned: 'Heures prévues', away: 'Heures fermées (congé, fermeture, férié)', unused: 'Heures ouvertes sans visite', whileWaiting: 'Plages sans visite pendant qu’une demande attendait', whileClass: 'Plages sans visite pendant que cette classe attendait',
    },
    causes: {
      undecided: 'Aucune décision au dossier', 'decided-late': 'Décidée après l’échéance', 'no-show': 'Visite à temps manquée', 'called-off-patient': 'Visite à temps annulée par la personne', 'called-off-other': 'Visite à temps annulée autrement', 'not-booked': 'Aucun rendez-vous pris',
      'booked-late': 'Rendez-vous pris après l’échéance', 'no-place': 'Rendez-vous pris à temps, pour plus tard',
    },
    safeguards: {
      unregistered: 'Premières visites sans demande au dossier', 'registered-late': 'Demandes inscrites plus de 3 jours après leur réception', 'clock-moved': 'Demandes dont le délai part après leur réception', 'paused-late': 'Pauses inscrites après l’échéance',
      'paused-backdated': 'Pauses inscrites plus de 3 jours après leur début', 'lowered-late': 'Classes abaissées à 3 jours ou moins de l’échéance', 'ended-late': 'Demandes closes sans visite après l’échéance',
    },
  },
  en: {
    fileName: 'triage-quality', whose: 'Of whom', asOf: 'As of', held: 'held back', running: 'not over', few: 'small number',
    heldBack: `Counts of 1 to ${smallestCellOfFile - 1} are held back, with what would tell them. Whoever decides sees the proposal: agreement with the rules is not measured blind; that between two people is.`,
    columns: ['Period', 'From', 'To', 'Part', 'Class, rule or ground', 'What is given', 'Value', 'Lower 95 % limit', 'Upper 95 % limit', 'Of how many', 'How many', 'Remark'],
    parts: { agreement: 'Agreement', matrix: 'Class proposed → decided', between: 'Between two people, blind', pairs: 'Class of the first person → of the second', rules: 'Rules', decisions: 'Time to decision', delays: 'Delays', breaches: 'Delays passed', diagnosed: 'Inflammatory diagnosis later', returns: 'Returns', safeguards: 'Safeguards', openings: 'Openings without a visit' },
    given: {
      agreed: 'Same class (%)', plain: 'Kappa', weighted: 'Weighted kappa (linear)', changed: 'Decided otherwise (%)', raised: 'More urgent', lowered: 'Less urgent', median: 'Median (days)', p75: '75th percentile (days)', p90: '90th percentile (days)', inside: 'Inside the delay (%)',
      waiting: 'Still waiting', elsewhere: 'Answered otherwise', closed: 'Closed without a visit', returned: 'Sent back to triage', declined: 'Declined', cancelled: 'Cancelled', asked: 'Questions to the referrer', item: 'Asked of the referrer', words: 'in words alone', nobody: 'without a decision', all: 'All', soon: 'Class C or more urgent (%)', sameWhere: 'Same destination (%)', kappaWhere: 'Kappa of the destination', opened: 'Request opened again since by the second person', found: 'Share (%)', planned: 'Planned hours', away: 'Hours closed (leave, closure, holiday)', unused: 'Open hours without a visit', whileWaiting: 'Openings without a visit while a request waited', whileClass: 'Openings without a visit while this class waited',
    },
    causes: {
      undecided: 'No decision on record', 'decided-late': 'Decided after the due date', 'no-show': 'Visit in time missed', 'called-off-patient': 'Visit in time called off by the person', 'called-off-other': 'Visit in time called off otherwise', 'not-booked': 'No visit booked',
      'booked-late': 'Booked after the due date', 'no-place': 'Booked in time, for a later day',
    },
    safeguards: {
      unregistered: 'First visits without a request on record', 'registered-late': 'Requests registered more than 3 days after they came', 'clock-moved': 'Requests whose delay starts after they came', 'paused-late': 'Pauses written down after the due date',
      'paused-backdated': 'Pauses written down more than 3 days after they began', 'lowered-late': 'Classes lowered 3 days or less before the due date', 'ended-late': 'Requests ended without a visit after the due date',
    },
  },
};

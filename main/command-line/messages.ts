import type { Language } from '#contract/values.ts';

/** What the commands say, in both languages. `{name}` is replaced. */
const catalogue = {
  overview: {
    fr: 'Relais en ligne de commande. Usage : relais COMMANDE [OPTIONS]',
    en: 'Relais on the command line. Usage: relais COMMAND [OPTIONS]',
  },
  overviewEnd: {
    fr: 'Détails : relais COMMANDE --help. Codes de sortie : 0 fait, 1 refusé ou fait en partie, 2 commande mal écrite.',
    en: 'Details: relais COMMAND --help. Exit codes: 0 done, 1 refused or done in part, 2 misuse.',
  },
  usageLine: { fr: 'Usage : {usage}', en: 'Usage: {usage}' },
  unknownCommand: { fr: 'Commande inconnue : {name}. Liste : relais --help', en: 'Unknown command: {name}. List: relais --help' },
  wrongOption: { fr: 'Option ou argument non reconnu, ou sans valeur : {word}', en: 'Option or argument not recognised, or without its value: {word}' },
  missingOption: { fr: 'Il manque {option}.', en: '{option} is missing.' },
  wrongNumber: { fr: '{option} : un nombre entier de {min} à {max} est attendu.', en: '{option}: a whole number from {min} to {max} is expected.' },
  wrongSetting: { fr: 'Valeur refusée : {field}', en: 'Value refused: {field}' },
  fileUnreadable: { fr: 'Fichier illisible : {file}', en: 'File cannot be read: {file}' },
  fileEmpty: { fr: 'Fichier vide : {file}', en: 'File is empty: {file}' },
  passphraseMissing: {
    fr: 'Il manque la phrase secrète : --passphrase-file FICHIER, ou RELAIS_PASSPHRASE_FILE.',
    en: 'The passphrase is missing: --passphrase-file FILE, or RELAIS_PASSPHRASE_FILE.',
  },
  wrongPassphrase: { fr: 'La phrase secrète n’est pas celle de cette clinique.', en: 'The passphrase is not the one of this clinic.' },
  noPassphraseSlot: {
    fr: 'Cette clinique n’a pas de phrase secrète : elle s’ouvre seulement par le mot de passe d’une personne, à l’écran.',
    en: 'This clinic has no passphrase: it opens only with a person’s password, on the screen.',
  },
  notAClinic: { fr: 'Aucune clinique dans {directory}', en: 'No clinic in {directory}' },
  olderSchema: {
    fr: 'Cette clinique date d’une version antérieure de Relais. Ouvrez-la une fois pour la mettre à jour (relais serve, ou l’application).',
    en: 'This clinic was last opened by an earlier Relais. Open it once to bring it up to date (relais serve, or the application).',
  },
  'store.already-open': {
    fr: 'Cette clinique est ouverte par un autre processus de Relais. Faites-le à l’écran, ou arrêtez d’abord ce processus.',
    en: 'This clinic is open in another Relais process. Do it on the screen, or stop that process first.',
  },
  'store.wrong-key-or-damaged': {
    fr: 'Le fichier de la clinique ne s’ouvre pas avec cette clé, ou il est endommagé. Il n’a pas été modifié.',
    en: 'The clinic’s file does not open with this key, or is damaged. It was not changed.',
  },
  'store.newer-schema': { fr: 'Cette clinique a été ouverte par une version plus récente de Relais.', en: 'This clinic was opened by a more recent Relais.' },
  'store.unreachable': { fr: 'La base de données ne répond pas.', en: 'The database does not answer.' },
  'store.read-only': { fr: 'Impossible d’écrire dans le dossier de la clinique.', en: 'The clinic’s folder cannot be written to.' },
  refused: { fr: 'Refusé : {code}', en: 'Refused: {code}' },
  incident: { fr: 'Échec inattendu : {what} ({where}). Les détails sont dans le journal.', en: 'Unexpected failure: {what} ({where}). Details are in the log.' },

  'help.json': { fr: '--json : le résultat en JSON sur la sortie standard; les messages vont à la sortie d’erreur.', en: '--json: the result as JSON on standard output; messages go to standard error.' },
  'help.passphrase': {
    fr: '--passphrase-file : fichier qui contient la phrase secrète; à défaut, celui que nomme RELAIS_PASSPHRASE_FILE.',
    en: '--passphrase-file: file that holds the passphrase; by default the one named by RELAIS_PASSPHRASE_FILE.',
  },

  'backup.summary': { fr: 'Écrit une sauvegarde vérifiée de la clinique dans un fichier.', en: 'Writes a verified backup of the clinic to a file.' },
  'backup.help': {
    fr: '--out : le fichier à écrire (*.relais-backup). Il n’apparaît sous ce nom qu’une fois entier. La clinique peut rester ouverte.',
    en: '--out: the file to write (*.relais-backup). It appears under that name only once it is whole. The clinic may stay open.',
  },
  'backup.done': { fr: 'Sauvegarde vérifiée : {file} ({patients} patients).', en: 'Verified backup: {file} ({patients} patients).' },
  'backup.not-a-backup': { fr: 'Ce fichier n’est pas une sauvegarde de Relais. {part}', en: 'This file is not a Relais backup. {part}' },
  'backup.damaged': { fr: 'La sauvegarde est endommagée : {part}. Rien n’a été touché.', en: 'The backup is damaged: {part}. Nothing was touched.' },
  'backup.wrong-key': { fr: 'Ce secret n’ouvre pas cette sauvegarde.', en: 'This secret does not open this backup.' },
  'backup.newer-schema': { fr: 'Cette sauvegarde vient d’une version plus récente de Relais.', en: 'This backup comes from a more recent Relais.' },
  'backup.target-not-empty': { fr: 'Le dossier ou la base de destination n’est pas vide.', en: 'The folder or database to restore into is not empty.' },
  'backup.rows-would-vanish': {
    fr: 'Arrêté : plus d’un dixième des lignes de « {part} » disparaîtrait. Pour continuer malgré tout : --accept-loss.',
    en: 'Stopped: more than a tenth of the rows of “{part}” would vanish. To go on all the same: --accept-loss.',
  },
  'backup.disk': { fr: 'Impossible d’écrire à cet endroit : disque plein ou protégé.', en: 'Cannot write there: the disk is full or protected.' },
  'backup.folder-missing': { fr: 'Le dossier de destination n’existe pas (disque débranché?).', en: 'The folder to write into does not exist (disk unplugged?).' },

  'restore.summary': { fr: 'Restaure une clinique à partir d’une sauvegarde, sur SQLite ou PostgreSQL.', en: 'Restores a clinic from a backup, onto SQLite or PostgreSQL.' },
  'restore.help.target': {
    fr: '--clinic : dossier vide ou absent, ou celui d’une clinique, qui est alors renommé à côté. --database-file : fichier qui contient l’adresse d’une base PostgreSQL vide.',
    en: '--clinic: an empty or absent folder, or that of a clinic, which is then renamed beside. --database-file: file that holds the address of an empty PostgreSQL database.',
  },
  'restore.help.secret': {
    fr: '--passphrase-file ou --recovery-key-file : la phrase secrète, ou la clé de récupération de la feuille.',
    en: '--passphrase-file or --recovery-key-file: the passphrase, or the recovery key of the sheet.',
  },
  'restore.help.rehearse': { fr: '--rehearse : ouvre et vérifie la sauvegarde, puis jette le résultat.', en: '--rehearse: opens and checks the backup, then throws the result away.' },
  'restore.help.loss': { fr: '--accept-loss : continue même si beaucoup de lignes disparaîtraient.', en: '--accept-loss: goes on even if many rows would vanish.' },
  'restore.done': { fr: 'Clinique restaurée dans {directory} ({patients} patients).', en: 'Clinic restored into {directory} ({patients} patients).' },
  'restore.previous': { fr: 'L’ancienne clinique est gardée dans {directory}.', en: 'The former clinic is kept in {directory}.' },
  'restore.rehearsed': { fr: 'La sauvegarde s’ouvre et tient : {patients} patients. Rien n’a été restauré.', en: 'The backup opens and holds: {patients} patients. Nothing was restored.' },

  'audit.summary': { fr: 'Vérifie que le journal des accès est entier.', en: 'Checks that the audit trail is whole.' },
  'audit.help': { fr: 'verify : relit chaque ligne et son enchaînement; la première fautive est nommée.', en: 'verify: reads every row and its link again; the first wrong one is named.' },
  'audit.whole': { fr: 'Le journal est entier : {rows} lignes.', en: 'The trail is whole: {rows} rows.' },
  'audit.changed': { fr: 'La ligne {seq} a été modifiée.', en: 'Row {seq} was changed.' },
  'audit.removed': { fr: 'Une ligne manque : {seq}.', en: 'A row is missing: {seq}.' },
  'audit.truncated': { fr: 'La fin du journal manque : il allait jusqu’à la ligne {seq}.', en: 'The end of the trail is missing: it went up to row {seq}.' },

  'audit.heads.whole': { fr: 'Comparé aux têtes gardées par les vérifications précédentes : {count}.', en: 'Compared with the heads kept by earlier verifications: {count}.' },
  'audit.heads.absent': { fr: 'Aucune vérification précédente à quoi comparer.', en: 'No earlier verification to compare with.' },
  'audit.heads.changed': {
    fr: 'Attention : le fichier des vérifications précédentes (audit-heads.json) a été modifié; une fin coupée ne se verrait pas.',
    en: 'Warning: the file of earlier verifications (audit-heads.json) was changed; an end cut off would not show.',
  },

  'init.summary': { fr: 'Crée une clinique, sa clé, sa phrase secrète et sa clé de récupération.', en: 'Makes a clinic, its key, its passphrase and its recovery key.' },
  'init.help.database': {
    fr: '--database-file : fichier qui contient l’adresse d’une base PostgreSQL vide; sinon, un fichier SQLite chiffré dans DIR.',
    en: '--database-file: file that holds the address of an empty PostgreSQL database; otherwise an encrypted SQLite file in DIR.',
  },
  'init.help.settings': {
    fr: '--setting private-office | hospital-clinic | home-care; --country CA | FR; --region, --zone et --language comme à l’écran.',
    en: '--setting private-office | hospital-clinic | home-care; --country CA | FR; --region, --zone and --language as on the screen.',
  },
  'init.help.recovery': { fr: 'La clé de récupération est affichée une seule fois : imprimez-la.', en: 'The recovery key is shown this once: print it.' },
  'init.weakPassphrase': {
    fr: 'Attention : cette phrase secrète se devine facilement. Prenez-en une plus longue.',
    en: 'Warning: this passphrase is easy to guess. Choose a longer one.',
  },
  'init.notEmpty': { fr: 'Le dossier ou la base contient déjà quelque chose, rien n’a été changé : {directory}', en: 'The folder or the database already holds something, nothing was changed: {directory}' },
  'init.done': { fr: 'Clinique « {name} » créée dans {directory}', en: 'Clinic “{name}” made in {directory}' },
  'init.ids': { fr: 'Identifiant : {clinicId} ({clinicCode})', en: 'Identifier: {clinicId} ({clinicCode})' },
  'init.recoveryKey': { fr: 'Clé de récupération : {key}', en: 'Recovery key: {key}' },
  'init.keepIt': {
    fr: 'Elle ne sera plus affichée. Sans elle ni mot de passe, les dossiers sont perdus : gardez-la sur papier, en lieu sûr.',
    en: 'It will not be shown again. Without it or a password the records are lost: keep it on paper, in a safe place.',
  },
  'init.next': {
    fr: 'Ensuite : relais serve --clinic {directory}, puis créez l’administrateur à l’écran.',
    en: 'Next: relais serve --clinic {directory}, then make the administrator on the screen.',
  },

  'passphrase.summary': { fr: 'Remplace la phrase secrète de la clinique.', en: 'Replaces the passphrase of the clinic.' },
  'passphrase.help': {
    fr: '--new-passphrase-file : fichier qui contient la nouvelle. La première se définit à l’écran, Administration → Serveur.',
    en: '--new-passphrase-file: file that holds the new one. The first is made on the screen, Administration → Server.',
  },
  'passphrase.done': { fr: 'Phrase secrète remplacée. L’ancienne n’ouvre plus rien.', en: 'Passphrase replaced. The old one opens nothing any more.' },

  'rekey.summary': { fr: 'Donne à la clinique une nouvelle clé de chiffrement, après un soupçon de fuite.', en: 'Gives the clinic a new encryption key, after a suspected leak.' },
  'rekey.help.what': {
    fr: 'La base est réencryptée à côté, vérifiée, puis mise en place d’un coup. Interrompue, la commande laisse l’ancienne clé ou la nouvelle, jamais rien.',
    en: 'The database is encrypted again beside, verified, then put in place at once. Cut short, the command leaves the old key or the new one, never nothing.',
  },
  'rekey.help.after': {
    fr: 'La phrase secrète reste. La clé de récupération change; chacun reçoit un mot de passe temporaire, affiché une seule fois; les brouillons sont effacés.',
    en: 'The passphrase stays. The recovery key changes; everybody gets a temporary password, shown this once; drafts are erased.',
  },
  'rekey.help.stop': {
    fr: 'Avec PostgreSQL, arrêtez d’abord tous les serveurs de cette clinique : ils tiennent encore l’ancienne clé.',
    en: 'With PostgreSQL, first stop every server of this clinic: they still hold the old key.',
  },
  'rekey.done': { fr: 'Nouvelle clé en place dans {directory}. Le journal a été vérifié sous l’ancienne et repris sous la nouvelle.', en: 'New key in place in {directory}. The audit trail was verified under the old one and continued under the new one.' },
  'rekey.people': { fr: 'Mots de passe temporaires, à changer à la première connexion :', en: 'Temporary passwords, to be changed at the first sign-in:' },
  'rekey.keepIt': { fr: 'Rien de ceci ne sera affiché de nouveau. L’ancienne feuille de récupération n’ouvre plus cette clinique.', en: 'None of this will be shown again. The old recovery sheet does not open this clinic any more.' },
  'rekey.drafts': { fr: 'Brouillons effacés : {count}', en: 'Drafts erased: {count}' },
  'rekey.backups': {
    fr: 'Les sauvegardes déjà faites s’ouvrent encore avec les anciens secrets : faites-en une nouvelle et détruisez-les.',
    en: 'Backups made before still open with the old secrets: make a new one and destroy them.',
  },
  'rekey.trail-broken': {
    fr: 'Arrêté : le journal ne tient pas sous la clé actuelle. Voyez d’abord : relais audit verify. Rien n’a été changé.',
    en: 'Stopped: the audit trail does not hold under the present key. First see: relais audit verify. Nothing was changed.',
  },
  'rekey.copy-differs': { fr: 'Arrêté : la copie sous la nouvelle clé ne correspond pas. Rien n’a été changé.', en: 'Stopped: the copy under the new key does not match. Nothing was changed.' },

  'demo.summary': { fr: 'Crée une clinique de démonstration : personnes fictives seulement.', en: 'Makes a demonstration clinic: fictional people only.' },
  'demo.help.size': { fr: '--patients (2000) et --seed (1) : la même taille, le même germe et le même jour donnent la même clinique.', en: '--patients (2000) and --seed (1): the same size, seed and day give the same clinic.' },
  'demo.help.passphrase': { fr: '--passphrase-file : une autre phrase secrète que celle, publiée, des démonstrations.', en: '--passphrase-file: another passphrase than the published one of demonstrations.' },
  'demo.done': {
    fr: 'Démonstration créée dans {directory} : {patients} patients, {referrals} demandes, {visits} visites.',
    en: 'Demonstration made in {directory}: {patients} patients, {referrals} referrals, {visits} visits.',
  },
  'demo.passphrase': { fr: 'Phrase secrète publiée : « {passphrase} ». À l’écran, on choisit qui l’on est, sans mot de passe.', en: 'Published passphrase: “{passphrase}”. On the screen one chooses who to be, without a password.' },

  'serve.summary': { fr: 'Sert une clinique sur cet ordinateur et affiche son adresse. Ctrl+C arrête.', en: 'Serves a clinic on this computer and prints its address. Ctrl+C stops.' },
  'serve.help.port': { fr: '--port : le port; 0, ou rien, en prend un libre.', en: '--port: the port; 0, or nothing, takes a free one.' },
  'serve.help.passphrase': {
    fr: '--passphrase-file : ouvre la clinique dès le départ, et la garde ouverte entre deux personnes.',
    en: '--passphrase-file: opens the clinic at once, and keeps it open between people.',
  },
  'serve.portTaken': { fr: 'Le port {port} n’est pas libre.', en: 'Port {port} is not free.' },

  'import.summary': { fr: 'Importe des lots FHIR R4, ou un tableau (CSV, TSV, XLSX). Ce qui est déjà là et n’a pas changé est laissé tel quel.', en: 'Imports FHIR R4 bundles, or one table (CSV, TSV, XLSX). What is already there and has not changed is left as it is.' },
  'import.help': { fr: 'Sort avec 1 si quelque chose a été rejeté : le compte rendu dit quoi, où et pourquoi.', en: 'Exits with 1 when something was rejected: the report says what, where and why.' },
  'import.helpMapping': {
    fr: '--mapping : pour un fichier CSV, TSV ou XLSX, la correspondance des colonnes (fichier JSON enregistré à l’écran, étape Vérification).',
    en: '--mapping: for a CSV, TSV or XLSX file, what its columns are (JSON file saved on the screen, step Check).',
  },
  'import.helpCheck': { fr: '--check : vérifie chaque ligne et n’écrit rien.', en: '--check: checks every row and writes nothing.' },
  'import.helpRejected': {
    fr: '--rejected FICHIER : y écrit en XLSX les lignes non importées, avec la raison de chacune. Corrigé, le fichier s’importe comme un autre.',
    en: '--rejected FILE: writes the rows not imported there, in XLSX, with the reason of each. Corrected, the file is imported like any other.',
  },
  'import.rejectedExists': { fr: 'Le fichier {file} existe déjà.', en: 'The file {file} exists already.' },
  'import.mappingNeeded': { fr: 'Un tableau s’importe avec --mapping FICHIER, un seul à la fois.', en: 'A table is imported with --mapping FILE, one at a time.' },
  'import.oneTable': { fr: 'Avec --mapping, un seul fichier à la fois.', en: 'With --mapping, one file at a time.' },
  'import.mappingWrong': { fr: 'Ce fichier n’est pas une correspondance de colonnes : {file}', en: 'This file is no column mapping: {file}' },
  'import.tableRefused': { fr: 'Tableau illisible : {file} ({code}, ligne {line}). Rien n’a été importé.', en: 'Unreadable table: {file} ({code}, line {line}). Nothing was imported.' },
  'import.checked': {
    fr: 'Lignes : {total}. À créer : {creates}; à fusionner : {merges}; inchangées : {unchanged}; ignorées : {skipped}',
    en: 'Rows: {total}. To create: {creates}; to merge: {merges}; unchanged: {unchanged}; skipped: {skipped}',
  },
  'import.taken': { fr: 'Lignes : {total}. Importées : {taken}; inchangées : {unchanged}; ignorées : {skipped}', en: 'Rows: {total}. Taken: {taken}; unchanged: {unchanged}; skipped: {skipped}' },
  'import.created': { fr: 'Créés : {counts}', en: 'Created: {counts}' },
  'import.updated': { fr: 'Mis à jour : {counts}', en: 'Updated: {counts}' },
  'import.unchanged': { fr: 'Inchangés : {counts}', en: 'Unchanged: {counts}' },
  'import.notKept': { fr: 'Non conservés : {counts}', en: 'Not kept: {counts}' },
  'import.rejected': { fr: 'Rejetés : {count}', en: 'Rejected: {count}' },
  'import.kept': { fr: 'Gardés, modifiés ici depuis par quelqu’un : {count}', en: 'Kept, changed here since by somebody: {count}' },

  wrongChoice: { fr: '{option} est l’un de : {choices}.', en: '{option} is one of: {choices}.' },
  'export.summary': { fr: 'Écrit ce que la clinique contient dans un dossier vide : un fichier par type, FHIR ou tableaux.', en: 'Writes what the clinic holds into an empty folder: one file a type, FHIR or tables.' },
  'export.help.format': { fr: '--format : ndjson (FHIR R4, par défaut), bundle, csv (point-virgule et virgule décimale) ou xlsx.', en: '--format: ndjson (FHIR R4, the default), bundle, csv (semicolons, decimal commas) or xlsx.' },
  'export.help.whose': { fr: '--search : les patients que trouve la recherche; --patient : une seule personne; sans eux, toute la clinique.', en: '--search: the patients the search finds; --patient: one person; without them, the whole clinic.' },
  'export.help.purpose': {
    fr: '--purpose : care, person-request, transfer (par défaut), quality, research, other; les deux derniers demandent --note. Inscrit au journal.',
    en: '--purpose: care, person-request, transfer (the default), quality, research, other; the last two need --note. Written into the trail.',
  },
  'export.help.plain': { fr: 'Les fichiers sont en clair : le dossier doit être sur un disque chiffré.', en: 'The files are in clear text: the folder belongs on an encrypted disk.' },
  'export.done': { fr: 'Exporté dans {folder} :', en: 'Exported to {folder}:' },
  'export.plain': { fr: 'Ces fichiers nomment des personnes et ne sont pas chiffrés.', en: 'These files name people and are not encrypted.' },
  'export.closed': { fr: 'Dossiers restreints, fermés à la ligne de commande et laissés de côté : {count}.', en: 'Restricted records, closed to the command line and left out: {count}.' },
  'export.cancelled': { fr: 'Arrêté. Les fichiers écrits sont incomplets : effacez le dossier.', en: 'Stopped. The files written are incomplete: delete the folder.' },
  'export.folder': { fr: 'Le dossier {folder} n’est pas vide, ou on ne peut pas y écrire. Rien n’a été écrit.', en: 'The folder {folder} is not empty, or cannot be written to. Nothing was written.' },

  'search.summary': { fr: 'Cherche un patient : nom dans n’importe quel ordre, naissance, NAM, numéro de dossier.', en: 'Finds a patient: name in any order, birth date, NAM, file number.' },
  'search.help': { fr: '--limit (20) : nombre de réponses, 50 au plus. Se fait aussi à côté d’un serveur ouvert.', en: '--limit (20): number of answers, 50 at most. Works beside a running server too.' },
  'search.none': { fr: 'Personne.', en: 'Nobody.' },
  'search.more': { fr: 'Il y en a d’autres : les {limit} premiers sont affichés.', en: 'There are more: the first {limit} are shown.' },

  'plan.summary': { fr: 'Applique un plan de suivi à un patient, ou montre les dates qu’il donnerait.', en: 'Applies a follow-up plan to a patient, or shows the dates it would give.' },
  'plan.help.list': { fr: 'list : les modèles en vigueur, avec leur version.', en: 'list: the templates in force, with their version.' },
  'plan.help.apply': { fr: 'apply CODE : --patient, un identifiant ou un numéro (NAM, dossier); --from, la date de départ AAAA-MM-JJ; --option, ce qui s’applique.', en: 'apply CODE: --patient, an id or a number (NAM, file); --from, the starting date YYYY-MM-DD; --option, what applies.' },
  'plan.help.check': { fr: '--check : montre les dates sans rien garder, aussi à côté d’un serveur ouvert. Colonnes : jour, fenêtre, étape, nom, professions, raisons du déplacement.', en: '--check: shows the dates and keeps nothing, beside a running server too. Columns: day, window, step, name, professions, why it was shifted.' },
  'plan.wrongDate': { fr: '--from est une date AAAA-MM-JJ.', en: '--from is a date YYYY-MM-DD.' },
  'plan.unknown': { fr: 'Aucun modèle {code} : relais plan list les nomme.', en: 'No template {code}: relais plan list names them.' },
  'plan.notOne': { fr: '--patient en trouve {count} : donnez un identifiant ou un numéro qui n’en trouve qu’un.', en: '--patient finds {count}: give an id or a number that finds one.' },
  'plan.checked': { fr: '{count} étapes; rien n’est gardé.', en: '{count} steps; nothing was kept.' },
  'plan.applied': { fr: '{count} étapes appliquées.', en: '{count} steps applied.' },

  'triage.summary': { fr: 'Propose classe, délai, professionnel et modalité pour une demande, ou une liste, en JSON. Sans clinique.', en: 'Proposes class, delay, professional and modality for one referral, or a list, in JSON. Needs no clinic.' },
  'triage.help': {
    fr: 'FILE : un objet « features », ou un tableau; - lit l’entrée standard. Colonnes : classe, jours, professionnel, modalité, règles, drapeaux, manquants.',
    en: 'FILE: one “features” object, or an array; - reads standard input. Columns: class, days, professional, modality, rules, flags, missing.',
  },
  'triage.help.explain': {
    fr: '--explain : dit en plus quelles règles ont joué, sur quels constats, ce qui manque et ce qui changerait la classe.',
    en: '--explain: also says which rules fired, on which findings, what is missing and what would change the class.',
  },
  'rules.summary': { fr: 'Essaie des règles de triage : sur les vignettes, ou sur toutes les demandes d’une clinique. Ne change rien.', en: 'Tries triage rules: on the vignettes, or on every request of a clinic. Changes nothing.' },
  'rules.help.print': { fr: 'print : écrit les règles livrées, en JSON, pour en partir.', en: 'print: writes the shipped rules, as JSON, to begin from.' },
  'rules.help.test': {
    fr: 'test : lit FILE comme les règles livrées, cherche ce qui romprait une garantie, et passe les vignettes. Sort avec 1 si quelque chose ne va pas.',
    en: 'test: reads FILE as the shipped rules are read, looks for what would break a guarantee, and runs the vignettes. Exits with 1 if something is wrong.',
  },
  'rules.help.replay': {
    fr: 'replay : compare FILE aux règles en vigueur sur toutes les demandes de la clinique : une matrice de classes, puis chaque demande qui changerait.',
    en: 'replay: compares FILE with the rules in force on every request of the clinic: a matrix of classes, then each request that would change.',
  },
  'rules.problem': { fr: 'Refusé : {path} ({code})', en: 'Refused: {path} ({code})' },
  'rules.refused': { fr: 'Ces règles ne tiennent pas : {count} problème(s).', en: 'These rules do not hold together: {count} problem(s).' },
  'rules.guarantees': { fr: 'Garanties : rien trouvé qui les rompe.', en: 'Guarantees: nothing found that breaks them.' },
  'rules.vignettes': { fr: 'Vignettes : {passed} réussies sur {total}.', en: 'Vignettes: {passed} passed of {total}.' },
  'rules.vignette': { fr: '{id} : {cls} au lieu de {expected} ({faults})', en: '{id}: {cls} instead of {expected} ({faults})' },
  'rules.replayed': {
    fr: '{version} comparée à {against}, sur {requests} demandes ({withoutAge} sans âge) : {otherClass} d’une autre classe, {otherwise} de la même classe proposées autrement.',
    en: '{version} compared with {against}, on {requests} requests ({withoutAge} without an age): {otherClass} of another class, {otherwise} of the same class proposed otherwise.',
  },
  'pathway.summary': { fr: 'Vérifie la définition d’un parcours de soins, ou l’essaie sur des personnes inventées. Sans clinique.', en: 'Checks the definition of a care pathway, or tries it on made-up people. Needs no clinic.' },
  'pathway.help.print': { fr: 'print : la liste des parcours livrés; avec ID, sa définition en JSON, pour en partir.', en: 'print: the list of shipped pathways; with ID, its definition as JSON, to begin from.' },
  'pathway.help.check': { fr: 'check : lit FILE et dit chaque problème avec sa ligne. Sort avec 1 s’il y en a.', en: 'check: reads FILE and tells each problem with its line. Exits with 1 if there is any.' },
  'pathway.help.simulate': {
    fr: 'simulate : fait passer N personnes inventées par les règles du parcours (S : la graine) et compte où il les retient. Ce n’est pas une prévision.',
    en: 'simulate: sends N made-up people through the rules of the pathway (S: the seed) and counts where it holds them. It is no forecast.',
  },
  'pathway.unknown': { fr: 'Aucun parcours « {name} ». Livrés : {known}', en: 'No pathway “{name}”. Shipped: {known}' },
  'pathway.problem': { fr: '{file}:{line}:{column} {path} : {problem}', en: '{file}:{line}:{column} {path}: {problem}' },
  'pathway.refused': { fr: 'Ce parcours ne tient pas : {count} problème(s).', en: 'This pathway does not hold together: {count} problem(s).' },
  'pathway.sound': { fr: '{id} {version} tient : {phases} phases, {steps} étapes.', en: '{id} {version} holds together: {phases} phases, {steps} steps.' },
  'pathway.flow': { fr: '{id} {version}, {patients} personnes inventées, graine {seed}', en: '{id} {version}, {patients} made-up people, seed {seed}' },
  'pathway.keptOut': { fr: 'non admis', en: 'kept out' },
  'pathway.included': { fr: 'Inclus : {count}', en: 'Included: {count}' },
  'pathway.phase': { fr: '{label} : {count} ({share} % des inclus)', en: '{label}: {count} ({share} % of those included)' },
  'pathway.waited': { fr: 'ont attendu', en: 'waited for' },
  'pathway.doses': { fr: 'doses', en: 'doses' },
  'pathway.site.hospital': { fr: 'à l’hôpital', en: 'in hospital' },
  'pathway.site.home': { fr: 'à domicile', en: 'at home' },
  'pathway.site.clinic': { fr: 'à la clinique', en: 'at the clinic' },
  'pathway.site.remote': { fr: 'à distance', en: 'at a distance' },
  'pathway.grade': { fr: 'effets de grade {grade}', en: 'grade {grade} events' },
  'pathway.organ': { fr: 'organe', en: 'organ' },
  'pathway.suspensions': { fr: 'Suspensions : {count}', en: 'Suspensions: {count}' },
  'pathway.left': { fr: 'sortis', en: 'left' },
  'pathway.completed': { fr: 'Arrivés au terme : {count} ({share} % des inclus); encore en chemin à la fin : {unfinished}', en: 'Completed: {count} ({share} % of those included); still on the way at the end: {unfinished}' },

  notJson: { fr: 'L’entrée n’est pas du JSON.', en: 'The input is not JSON.' },
  'triage.refused': { fr: 'Rien n’est proposé : {count} problème(s) à corriger.', en: 'Nothing is proposed: {count} problem(s) to mend.' },

  'score.summary': { fr: 'Calcule un score ou des critères (DAS28, CDAI, HAQ-DI, CASPAR…) à partir de valeurs en JSON. Sans clinique.', en: 'Works out a score or criteria (DAS28, CDAI, HAQ-DI, CASPAR…) from values in JSON. Needs no clinic.' },
  'score.help': {
    fr: 'JSON : un objet, l’unité dans le nom de chaque valeur, ex. \'{"tjc28": 4, "sjc28": 2, "esr_mm_h": 28, "patient_global_mm": 45}\'; - lit l’entrée standard.',
    en: 'JSON: one object, the unit in the name of each value, e.g. \'{"tjc28": 4, "sjc28": 2, "esr_mm_h": 28, "patient_global_mm": 45}\'; - reads standard input.',
  },
  'score.help.missing': {
    fr: 'Rien n’est supposé : null ou absent est inconnu. Une valeur hors bornes est refusée; une valeur douteuse (CRP en mg/dL?) est calculée et la question posée.',
    en: 'Nothing is assumed: null or absent is unknown. A value out of range is refused; a doubtful one (CRP in mg/dL?) is used and the question asked.',
  },
  'score.help.list': { fr: '--list : les instruments, leurs valeurs, unités et bornes (* : requise); avec --json, tout ce qu’on en sait.', en: '--list: the instruments, their values, units and ranges (*: required); with --json, all that is known of them.' },
  'score.help.language': { fr: '--language : fr ou en.', en: '--language: fr or en.' },
  'score.unknown': { fr: 'Instrument inconnu : {name}. Liste : relais score --list', en: 'Unknown instrument: {name}. List: relais score --list' },
  'score.unknownNear': { fr: 'Instrument inconnu : {name}. Serait-ce {suggestion}? Liste : relais score --list', en: 'Unknown instrument: {name}. Is it {suggestion}? List: relais score --list' },
  'score.refused': { fr: 'Rien n’est calculé : {count} problème(s) à corriger.', en: 'Nothing is worked out: {count} problem(s) to mend.' },

  'doctor.summary': { fr: 'Examine une clinique sans rien changer : clé, chiffrement, schéma, intégrité, journal d’accès.', en: 'Examines a clinic without changing it: key, encryption, schema, integrity, audit trail.' },
  'doctor.help': { fr: 'Sort avec 1 dès qu’un examen échoue. Sans phrase secrète, ce qui demande la clé est laissé de côté.', en: 'Exits with 1 as soon as one check fails. Without a passphrase, what needs the key is left out.' },
  'doctor.sound': { fr: 'Rien d’anormal.', en: 'Nothing wrong.' },
  'doctor.soundSoFar': { fr: 'Rien d’anormal dans ce qui a pu être examiné.', en: 'Nothing wrong in what could be examined.' },
  'doctor.wrong': { fr: 'À corriger : {checks}', en: 'To be mended: {checks}' },
  'doctor.node': { fr: 'Node', en: 'Node' },
  'doctor.folder': { fr: 'Dossier de la clinique', en: 'Clinic’s folder' },
  'doctor.keyring': { fr: 'Trousseau (keyring.json)', en: 'Keyring (keyring.json)' },
  'doctor.lock': { fr: 'Ouverte par un processus', en: 'Open in a process' },
  'doctor.file-encryption': { fr: 'Chiffrement du fichier', en: 'Encryption of the file' },
  'doctor.disk-encryption': { fr: 'Chiffrement du disque de PostgreSQL (à la charge de l’exploitant)', en: 'Encryption of PostgreSQL’s disk (the operator’s duty)' },
  'doctor.key': { fr: 'Phrase secrète', en: 'Passphrase' },
  'doctor.open': { fr: 'Ouverture', en: 'Opening' },
  'doctor.schema': { fr: 'Schéma', en: 'Schema' },
  'doctor.settings': { fr: 'Réglages de la base', en: 'Settings of the database' },
  'doctor.integrity': { fr: 'Intégrité', en: 'Integrity' },
  'doctor.references': { fr: 'Liens entre lignes', en: 'Links between rows' },
  'doctor.counts': { fr: 'Lignes', en: 'Rows' },
  'doctor.audit': { fr: 'Journal d’accès', en: 'Audit trail' },
  'doctor.status.ok': { fr: 'bon', en: 'ok' },
  'doctor.status.note': { fr: 'à savoir', en: 'note' },
  'doctor.status.failed': { fr: 'ÉCHEC', en: 'FAILED' },
  'doctor.status.skipped': { fr: 'non examiné', en: 'not examined' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type MessageKey = keyof typeof catalogue;
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** The catalogue in one language. */
export function messageIn(language: Language): Say {
  return (key, values = {}) => catalogue[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

import { existsSync } from 'node:fs';
import { installFromDebian, mayInstall } from './debian.mjs';

/** Finds Radicale, the calendar server the tests push visits to, or installs Debian's, where this account may; without it they push to a stand-in alone. */
export async function ensureCalendarServer() {
  if (existsSync('/usr/bin/radicale') || !mayInstall()) return;
  await installFromDebian(['radicale'], 'Relais installe le serveur d’agendas de Debian (Radicale) pour les essais…', 'Relais is installing Debian’s calendar server (Radicale) for the tests…');
}

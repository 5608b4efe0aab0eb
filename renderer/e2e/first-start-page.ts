import { expect, type Page } from '@playwright/test';

/** Words of the first start in the language of a journey. */
const words = {
  fr: {
    create: 'Créer une clinique',
    name: 'Nom de la clinique',
    region: 'Région',
    givenName: 'Prénom',
    familyName: 'Nom',
    role: 'Rhumatologue',
    login: 'Nom d’utilisateur',
    password: 'Mot de passe',
    repeat: 'Mot de passe, encore',
    byHand: 'Je l’ai recopiée à la main',
    group: 'Groupe',
    open: 'Ouvrir la clinique',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
  },
  en: {
    create: 'Create a clinic',
    name: 'Name of the clinic',
    region: 'Region',
    givenName: 'Given name',
    familyName: 'Family name',
    role: 'Rheumatologist',
    login: 'User name',
    password: 'Password',
    repeat: 'Password, again',
    byHand: 'I copied it by hand',
    group: 'Group',
    open: 'Open the clinic',
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
} as const;

/** The administrator every journey creates; also a rheumatologist, so that the clinical pages open. */
export const administrator = { givenName: 'Geneviève', familyName: 'Lachance', login: 'g.lachance', password: 'girafe tricote nuage 83' } as const;

/** The way from the start page to an open clinic, with the keyboard where a person would use it. */
export class FirstStartPage {
  readonly #page: Page;
  readonly #words: (typeof words)['fr' | 'en'];

  constructor(page: Page, language: 'fr' | 'en') {
    this.#page = page;
    this.#words = words[language];
  }

  async begin(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words.create }).click();
    await expect(this.#page.getByLabel(this.#words.name)).toBeFocused();
  }

  async fillClinic(name: string): Promise<void> {
    await this.#page.getByLabel(this.#words.name).fill(name);
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.getByLabel(this.#words.region)).toBeVisible();
  }

  async fillPlace(region: string): Promise<void> {
    await this.#page.getByLabel(this.#words.region).selectOption(region);
    await this.#page.locator('button[type="submit"]').click();
    await expect(this.#page.getByLabel(this.#words.givenName)).toBeFocused();
  }

  async fillAdministrator(): Promise<void> {
    const { givenName, familyName, login, password } = administrator;
    await this.#page.getByLabel(this.#words.givenName).fill(givenName);
    await this.#page.getByLabel(this.#words.familyName, { exact: true }).fill(familyName);
    await expect(this.#page.getByLabel(this.#words.login)).toHaveValue(login);
    await this.#page.getByLabel(this.#words.role).check();
    await this.#page.getByLabel(this.#words.password, { exact: true }).fill(password);
    await this.#page.getByLabel(this.#words.repeat).fill(password);
  }

  async create(): Promise<void> {
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.locator('.paper')).toBeVisible({ timeout: 30_000 });
  }

  /** The eight groups as the paper shows them. */
  async readKey(): Promise<string[]> {
    return this.#page.locator('.paper-key b').allTextContents();
  }

  async copyByHand(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words.byHand }).click();
  }

  /** Types back the two groups asked for. */
  async typeBack(key: readonly string[]): Promise<void> {
    const labels = await this.#page.locator('.recovery-groups label').allTextContents();
    for (const label of labels) {
      const number = Number(/\d/.exec(label)?.[0]);
      await this.#page.getByLabel(`${this.#words.group} ${number}`).fill((key[number - 1] ?? '').toLowerCase());
    }
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.getByRole('button', { name: this.#words.open })).toBeFocused();
  }

  async open(): Promise<void> {
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.locator('.frame')).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.#page.locator('.frame-user').click();
    await this.#page.getByRole('menuitem', { name: this.#words.signOut }).click();
    await expect(this.#page.getByLabel(this.#words.login)).toBeFocused();
  }

  async signIn(password: string = administrator.password): Promise<void> {
    await this.#page.getByLabel(this.#words.login).fill(administrator.login);
    await this.#page.getByLabel(this.#words.password, { exact: true }).fill(password);
    await this.#page.keyboard.press('Enter');
  }

  /** From the list of clinics to the frame of one begun before. */
  async enter(name = 'Rhumatologie Rosemont'): Promise<void> {
    await this.#page.getByRole('button', { name }).click();
    await this.signIn();
    await expect(this.#page.locator('.frame')).toBeVisible();
  }

  /** All of it, for journeys that begin in an open clinic. */
  async createClinic(name = 'Rhumatologie Rosemont', region = '06'): Promise<void> {
    await this.begin();
    await this.fillClinic(name);
    await this.fillPlace(region);
    await this.fillAdministrator();
    await this.create();
    const key = await this.readKey();
    await this.copyByHand();
    await this.typeBack(key);
    await this.open();
  }
}

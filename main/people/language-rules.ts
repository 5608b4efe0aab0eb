/** Languages as they are compared: by the language itself, whatever the country (`fr-CA` is `fr`). */
export function languageCode(tag: string): string {
  return (tag.trim().split(/[-_]/)[0] ?? '').toLowerCase();
}

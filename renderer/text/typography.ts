/**
 * Faults of typography in a text of the catalogue; empty when there is none.
 * Québec: no-break space (U+00A0) before a colon and inside « », none before ; ! ?; curly apostrophe in both languages.
 */
export function typographyFaults(text: string, language: 'fr' | 'en'): string[] {
  const faults: string[] = [];
  const check = (fault: string, pattern: RegExp): void => {
    if (pattern.test(text)) faults.push(fault);
  };
  check('straight apostrophe', /\p{L}'\p{L}/u);
  check('three dots instead of an ellipsis', /\.\.\./);
  check('double space', / {2}/);
  if (language === 'en') return faults;
  check('no no-break space before the colon', /[^\u00A0\d](?<!https?):(?!\/\/)|\d:(?!\d)/);
  check('space before ; ! ?', /[ \u00A0\u202F][;!?]/);
  check('no no-break space inside « »', /«(?!\u00A0)|(?<!\u00A0)»/);
  check('straight quotation mark', /"/);
  check('hour without no-break spaces', /\d h \d|\d h\u00A0\d|\d\u00A0h \d/);
  return faults;
}

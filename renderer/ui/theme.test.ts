import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { darkColours, lightColours } from './theme.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('[data-theme="dark"]');

/** Every `--name: #hex` of one half of the file. */
function colours(half: string): Record<string, string> {
  const pairs = [...half.matchAll(/--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})/g)].map((match): [string, string] => [match[1] ?? '', match[2] ?? '']);
  return Object.fromEntries(pairs);
}

/** WCAG relative luminance of `#RRGGBB`. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (channels[0] ?? 0) + 0.7152 * (channels[1] ?? 0) + 0.0722 * (channels[2] ?? 0);
}

function contrast(first: string, second: string): number {
  const [high = 0, low = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const themes = [
  { name: 'light', tokens: colours(lightCss), material: lightColours },
  { name: 'dark', tokens: colours(darkCss), material: darkColours },
];

describe.each(themes)('$name theme', ({ tokens, material }) => {
  test('Material and tokens.css hold the same colours', () => {
    for (const [role, hex] of Object.entries(material)) expect(tokens[role], role).toBe(hex);
  });

  test.each([
    ['ink', 'surface'],
    ['ink', 'bg'],
    ['ink', 'selected'],
    ['ink-2', 'bg'],
    ['ink-2', 'surface'],
    ['ink-2', 'sunken'],
    ['ink-3', 'surface'],
    ['ink-3', 'selected'],
    ['accent', 'surface'],
    ['accent', 'accent-soft'],
    ['on-accent', 'accent'],
    ['danger', 'danger-soft'],
    ['warn', 'warn-soft'],
    ['ok', 'ok-soft'],
    ['danger', 'surface'],
    ['warn', 'surface'],
    ['ok', 'surface'],
    ['on-urg', 'urg'],
    ['on-urg', 'urg-a'],
    ['on-urg', 'urg-b'],
    ['on-urg', 'urg-c'],
    ['on-urg', 'urg-d'],
    ['urg-e', 'surface'],
  ])('%s on %s reaches 4.5:1', (front, back) => {
    expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['line-control', 'surface'],
    ['mark', 'surface'],
    ['accent', 'bg'],
  ])('%s on %s reaches 3:1', (front, back) => {
    expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

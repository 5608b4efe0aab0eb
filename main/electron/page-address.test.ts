import { describe, expect, test } from 'vitest';
import { isPageFrame, isPageUrl, pageUrl } from './page-address.ts';

describe('the page’s address', () => {
  test.each([pageUrl, 'app://relais/index.html', 'app://relais/assets/a.js?x=1#y'])('%s is ours', (address) => {
    expect(isPageUrl(address)).toBe(true);
  });

  test.each(['', 'about:blank', 'file:///app/relais', 'data:text/html,relais', 'app://other/', 'app:relais', 'app://relais.evil/', 'http://relais/', 'https://app/relais', 'app://relais:81/', 'app://user@evil/'])(
    '%s is not',
    (address) => {
      expect(isPageUrl(address)).toBe(false);
    },
  );
});

describe('who may hand over a port', () => {
  test('the main frame at the page’s address', () => {
    expect(isPageFrame({ url: pageUrl, parent: null })).toBe(true);
  });

  test('not a frame inside it, not another address, not a frame that is gone', () => {
    expect(isPageFrame({ url: pageUrl, parent: {} })).toBe(false);
    expect(isPageFrame({ url: 'https://example.org/', parent: null })).toBe(false);
    expect(isPageFrame(null)).toBe(false);
  });
});

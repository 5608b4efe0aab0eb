import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app.tsx';
import { answerDesktop } from './session/desktop-signals.ts';
import { firstLanguage, startText } from './text/i18n.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import './frame/frame.css';
import './session/session.css';
import './ui/print.css';

// The page's policy forbids evaluating text; zod would otherwise try.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
answerDesktop();
await startText(firstLanguage(navigator.languages));
createRoot(root).render(<App nonce={document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''} />);

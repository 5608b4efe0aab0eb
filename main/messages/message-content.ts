import { type KeptMessageRule, messageOccasion, messageRule } from '#contract/messages.ts';
import { z } from 'zod';
import rules from './message-rules.json' with { type: 'json' };

const shipped = z.strictObject({ rules: z.array(z.strictObject({ code: z.string(), occasion: messageOccasion, rule: messageRule })) }).parse(rules);

/** The rules the program comes with, all switched off: their occasions are fixed, the rest is the clinic's to edit. */
export const shippedRules: readonly KeptMessageRule[] = shipped.rules.map(({ code, occasion, rule }) => ({ code, occasion, ...rule, version: 0, saved: null }));

import { readLetterhead } from '../../referrals/letter-repository.ts';

/** What the clinic says of itself at the head of what it writes. */
export const clinicLetterhead = readLetterhead;

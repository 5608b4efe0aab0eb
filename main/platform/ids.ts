import { v7 } from 'uuid';
import type { NewId } from '../ports.ts';

/** UUID version 7. */
export const newId: NewId = () => v7();

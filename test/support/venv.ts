import { resolve } from 'node:path';

/** The Python environment that the bootstrap made. tools/test.mjs names it, because it need not lie in the checkout. */
export const VENV = process.env['HOLDOUT_VENV'] ?? resolve(__dirname, '../../var/venv');

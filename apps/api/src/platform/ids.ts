import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';

/** Names for new things. A uuid v7: a higher id was made later. */
@Injectable()
export class Ids {
  next(): string {
    return v7();
  }

  /** An unguessable secret of 256 bits, for links and cookies. Only its digest is stored. */
  secret(): string {
    return randomBytes(32).toString('base64url');
  }

  /** A short code people can type: no 0 O 1 I L. */
  code(length: number): string {
    const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
    return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Inject, Injectable } from '@nestjs/common';
import { type Transporter, createTransport } from 'nodemailer';

import { CONFIG, type Config } from '../../config/config';
import { Clock } from '../clock';
import { Database } from '../database/database';
import { Log } from '../log';

interface Waiting {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

const MAX_TRIES = 10;

/** Carries the waiting letters: by SMTP where MAIL_URL is set, else as .eml files in the data folder's outbox. */
@Injectable()
export class MailCarrier {
  private readonly transport: Transporter;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.transport =
      config.mail.url === undefined
        ? createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
        : createTransport(config.mail.url);
  }

  async carryAll(): Promise<void> {
    while (await this.carryOne());
  }

  private carryOne(): Promise<boolean> {
    return this.database.transaction(async () => {
      const [letter] = await this.database.rows<Waiting>(
        `SELECT id, recipient, subject, body FROM outgoing_mails
          WHERE sent_at IS NULL AND tries < ${MAX_TRIES} AND created_at + tries * tries * interval '1 minute' <= $1
          ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [this.clock.now()],
      );
      if (!letter) return false;
      try {
        await this.send(letter);
        await this.database.manager.query('UPDATE outgoing_mails SET sent_at = $2 WHERE id = $1', [
          letter.id,
          this.clock.now(),
        ]);
      } catch (error) {
        this.log.warn({ err: error, mail: letter.id }, 'mail: not sent, tried again later');
        await this.database.manager.query(
          'UPDATE outgoing_mails SET tries = tries + 1 WHERE id = $1',
          [letter.id],
        );
      }
      return true;
    });
  }

  private async send({ id, recipient, subject, body }: Waiting): Promise<void> {
    const sent: unknown = await this.transport.sendMail({
      from: this.config.mail.from,
      to: recipient,
      subject,
      text: body,
    });
    if (this.config.mail.url !== undefined) return;
    const { message } = sent as { message: Buffer };
    await mkdir(this.config.folders.outbox, { recursive: true, mode: 0o700 });
    await writeFile(join(this.config.folders.outbox, `${id}.eml`), message, { mode: 0o600 });
  }
}

import { createTransport } from 'nodemailer';
import type { Outgoing } from './types.ts';

/** Hands a mail to a port that asks for no login; resolves with the Message-ID when the server said 250. */
export async function deliverTo(port: number, mail: Outgoing): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    if ('raw' in mail) {
      const raw = Buffer.from(mail.raw);
      await transport.sendMail({ envelope: { from: mail.from, to: [mail.to].flat() }, raw });
      return /^message-id:\s*(<[^>]*>)/im.exec(raw.toString('latin1'))?.[1] ?? '';
    }
    const { references, attachments, ...rest } = mail;
    const sent = await transport.sendMail({
      ...rest,
      ...(references === undefined ? {} : { references: [...references] }),
      ...(attachments === undefined
        ? {}
        : {
            attachments: attachments.map((file) => ({
              ...file,
              content: typeof file.content === 'string' ? file.content : Buffer.from(file.content),
            })),
          }),
    });
    return sent.messageId;
  } finally {
    transport.close();
  }
}

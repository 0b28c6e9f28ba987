import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AmiFramer, encodeAction, NotAmiError } from '../../../../electron/connectors/asterisk/ami/protocol.ts';
import { recorded } from './replay.ts';

const bytes = readFileSync(new URL('../../../fixtures/asterisk/session.txt', import.meta.url));

describe('framing', () => {
  test('a whole session is every message of it, however the bytes are cut', () => {
    const whole = recorded('session');
    expect(whole.filter(({ event }) => event !== undefined)).toHaveLength(
      bytes.toString('utf8').match(/^Event: /gm)?.length ?? 0,
    );
    for (const size of [1, 7, 1000]) {
      const framer = new AmiFramer();
      const found = [];
      for (let at = 0; at < bytes.length; at += size) found.push(...framer.push(bytes.subarray(at, at + size)));
      expect(found).toEqual(whole);
      expect(framer.banner).toBe('Asterisk Call Manager/11.0.0');
    }
  });

  test('letters are not torn, keys are told apart without case, the last of several counts', () => {
    const [message] = new AmiFramer().push(
      Buffer.from(
        'Asterisk Call Manager/11.0.0\r\nEvent: X\r\nName: Мария\r\nvariable: a=1\r\nVariable: b=2\r\nEmpty: \r\nNo key\r\n\r\n',
      ),
    );
    expect(message?.get('NAME')).toBe('Мария');
    expect(message?.get('Variable')).toBe('b=2');
    expect(message?.all('Variable')).toEqual(['a=1', 'b=2']);
    expect(message?.get('Empty')).toBe('');
  });

  test('what is no manager interface is said to be none', () => {
    expect(() => new AmiFramer().push(Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'))).toThrow(NotAmiError);
    expect(() => new AmiFramer().push(Buffer.alloc(300, 'x'))).toThrow(NotAmiError);
    const framer = new AmiFramer();
    framer.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    expect(() => framer.push(Buffer.alloc(5 * 1024 * 1024, 'x'))).toThrow(NotAmiError);
  });
});

test('an action cannot be smuggled into a value', () => {
  expect(
    encodeAction('Originate', 'tl1', {
      Exten: '1\r\n\r\nAction: Command\r\nCommand: stop',
      Variable: ['a=1', 'b=2'],
      None: undefined,
    }),
  ).toBe(
    'Action: Originate\r\nActionID: tl1\r\nExten: 1 Action: Command Command: stop\r\nVariable: a=1\r\nVariable: b=2\r\n\r\n',
  );
});

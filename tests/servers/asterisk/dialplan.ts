import type { ConfigInput } from './config.ts';

/** Numbers of the house, for tests and for people: who dials what, and what happens. */
export const numbers = {
  /** From outside: the queue `support`; after its time is up, the mailbox of the first agent. Recorded while somebody talks. */
  queue: '4950001',
  /** From outside: all agents ring at once, without a queue. */
  everyone: '4950002',
  /** From outside: the first and the second agent alone. */
  first: '4950003',
  second: '4950004',
  /** From outside: straight to the mailbox. */
  mailbox: '4950005',
  /** Within the house. */
  echo: '600',
  tone: '700',
  queueInside: '800',
  /** Any of 500 to 509 is a room of a conference. */
  room: '500',
  /** A call transferred here is parked at 751 to 759, and picked up by dialling that. */
  park: '750',
  busy: '610',
  voicemail: '*97',
} as const;

/**
 * The plan. Everything longer than four digits leaves by the trunk and is recorded; `MixMonitor` is told by its variable
 * MIXMONITOR_FILENAME and by the CDR field `recordingfile`, as FreePBX does.
 */
export function dialplan({ dir, agents, queueSeconds }: ConfigInput): string {
  const [first = '101', second = first] = agents.map(({ extension }) => extension);
  const everyone = agents.map(({ extension }) => `PJSIP/${extension}`).join('&');
  return `[globals]
[agents]
include => parkedcalls
exten => _1XX,1,Dial(PJSIP/\${EXTEN},30)
 same => n,Hangup(\${HANGUPCAUSE})
exten => ${numbers.echo},1,Answer()
 same => n,Echo()
exten => ${numbers.tone},1,Answer()
 same => n,Milliwatt()
exten => ${numbers.queueInside},1,Goto(from-trunk,${numbers.queue},1)
exten => _50X,1,Answer()
 same => n,ConfBridge(\${EXTEN})
exten => ${numbers.busy},1,Busy(5)
exten => ${numbers.voicemail},1,VoiceMailMain(\${CALLERID(num)}@default,s)
exten => _[+0-9]XXXX.,1,Gosub(record,s,1)
 same => n,Dial(PJSIP/\${EXTEN}@trunk,60)
 same => n,Hangup(\${HANGUPCAUSE})
[record]
exten => s,1,Set(FILE=${dir}/spool/monitor/\${UNIQUEID}.wav)
 same => n,Set(CDR(recordingfile)=\${FILE})
 same => n,MixMonitor(\${FILE},b)
 same => n,Return()
[from-trunk]
exten => ${numbers.queue},1,Answer()
 same => n,Gosub(record,s,1)
 same => n,Queue(support,,,,${queueSeconds})
 same => n,VoiceMail(${first}@default,us)
 same => n,Hangup()
exten => ${numbers.everyone},1,Gosub(record,s,1)
 same => n,Dial(${everyone},20)
 same => n,Hangup(\${HANGUPCAUSE})
exten => ${numbers.first},1,Gosub(record,s,1)
 same => n,Dial(PJSIP/${first},20)
 same => n,Hangup(\${HANGUPCAUSE})
exten => ${numbers.second},1,Gosub(record,s,1)
 same => n,Dial(PJSIP/${second},20)
 same => n,Hangup(\${HANGUPCAUSE})
exten => ${numbers.mailbox},1,Answer()
 same => n,VoiceMail(${first}@default,s)
 same => n,Hangup()
[local]
exten => ring,1,Ringing()
 same => n,Wait(1)
 same => n,Answer()
 same => n,Wait(2)
 same => n,Hangup()
exten => answer,1,Answer()
 same => n,Wait(30)
 same => n,Hangup()
exten => busy,1,Busy(2)
`;
}

/** One mailbox for every agent. */
export function voicemail({ agents }: ConfigInput): string {
  const boxes = agents.map(({ extension, name }) => `${extension} => 1234,${name}`);
  return `[general]\nformat=wav\nmaxsilence=0\nminsecs=1\nmaxsecs=120\nreview=no\noperator=no\n[default]\n${boxes.join('\n')}\n`;
}

/** What a caller of sipp does. Times in milliseconds. */
export type Caller = {
  talkMs: number;
  /** Hangs up (CANCEL) when nobody has answered by then. */
  patienceMs: number;
  /** File of µ-law sound that is played to the PBX over and over; without one nothing is sent. */
  sound?: string;
  /** Keys pressed one after another once it is answered (RFC 4733 events, from sipp's own recordings). */
  keys?: string;
};

/** Whoever has ended something waits so long for the answer of the other side and then takes it as ended (RFC 3261, 64 * T1). */
const answerLimitMs = 32_000;
const provisional = ['100', '180', '181', '183'];
/** Answers of a PBX to a call that it does not put through. */
const refusals = [
  ...['400', '403', '404', '408', '410', '480', '484', '486', '487', '488'],
  ...['500', '501', '502', '503', '504', '603', '604', '606'],
];

/**
 * A caller: rings, talks, and hangs up, unless the other side does first. The number and the name come from the injected file,
 * fields 0 and 1. A MESSAGE within the call is the wish of the test that the caller ends it now, and is sent until it has. Of several
 * things that may come sipp takes the time of the first for the wait, and forgets it when an optional one has come: so that one leads
 * back to the first. On a busy machine messages cross on the way, and every crossing that is allowed is taken as it comes:
 * - both hang up at once: each side answers the other (RFC 3261, 15.1.2), or says that it knows the call no more (481)
 * - the call is given up as somebody answers or refuses it: it is acknowledged, and an answered one hung up at once (9.1, 13.2.2.4)
 * - nothing was heard of the call yet: there is nothing that could be given up (9.1)
 */
export function callerScenario({ talkMs, patienceMs, sound, keys = '' }: Caller): string {
  return scenario(
    'caller',
    `${send(request('INVITE', 1, '', sdp(sound)), true)}
  <label id="unheard"/>
  <recv request="MESSAGE" optional="true" next="unheard"/>
  ${mayCome(provisional, 'wait')}
  ${mayCome(refusals, 'refused')}
  <recv response="200" rrs="true" next="lifted"/>
  <label id="wait"/>
  <recv response="100" optional="true" next="wait" timeout="${patienceMs}" ontimeout="giveup"/>
  ${mayCome(provisional.slice(1), 'wait')}
  ${mayCome(refusals, 'refused')}
  <recv request="MESSAGE" optional="true" next="giveup"/>
  <recv response="200" rrs="true"/>
  <label id="lifted"/>
  ${send(request('ACK', 1, '[peer_tag_param]'))}
  ${sound === undefined ? '' : `<nop><action><exec rtp_stream="${sound},-1,0,PCMU/8000"/></action></nop>`}
  ${[...keys].map((key) => `<pause milliseconds="600"/><nop><action><exec play_pcap_audio="${keyFile(key)}"/></action></nop>`).join('\n  ')}
  <recv request="MESSAGE" optional="true" timeout="${talkMs}" ontimeout="hangup" next="hangup"/>
  <recv request="BYE" next="theyhungup"/>
  <label id="hangup"/>
  ${send(request('BYE', 2, '[peer_tag_param]'), true)}
  <label id="hungup"/>
  ${hangingUp}
  <label id="theyhungup"/>
  ${send(ok(''))}
  <nop next="end"/>
  <label id="refused"/>
  ${send(request('ACK', 1, '[peer_tag_param]'))}
  <nop next="end"/>
  <label id="giveup"/>
  ${send(request('CANCEL', 1, ''), true)}
  <label id="givenup"/>
  <recv request="MESSAGE" optional="true" next="givenup" timeout="${answerLimitMs}" ontimeout="end"/>
  ${mayCome([...provisional, '481'], 'givenup')}
  <recv response="200" optional="true" rrs="true" test="late" next="late">
    <action><ereg regexp="INVITE" search_in="hdr" header="CSeq:" assign_to="late"/></action>
  </recv>
  ${mayCome(
    refusals.filter((code) => code !== '487'),
    'refused',
  )}
  <recv response="487" next="refused"/>
  <label id="late"/>
  ${send(request('ACK', 1, '[peer_tag_param]'))}
  <nop next="hangup"/>
  <label id="end"/>`,
  );
}

/** A BYE was sent: its answer, or their own BYE before it. */
const hangingUp = `<recv request="MESSAGE" optional="true" next="hungup" timeout="${answerLimitMs}" ontimeout="end"/>
  <recv request="BYE" optional="true" next="crossed"/>
  <recv response="481" optional="true" next="end"/>
  <recv response="200" next="end"/>
  <label id="crossed"/>
  ${send(ok(''))}
  <nop next="hungup"/>`;

const mayCome = (responses: readonly string[], next: string): string =>
  responses.map((code) => `<recv response="${code}" optional="true" next="${next}"/>`).join('\n  ');

/** What a phone of sipp does when it is rung. It never hangs up by itself before `talkMs`. Crossings as above. */
export type Phone = { answerAfterMs: number; talkMs: number; refuse?: boolean; sound?: string };

export function phoneScenario({ answerAfterMs, talkMs, refuse = false, sound }: Phone): string {
  const answer = refuse
    ? `${send(response('486 Busy Here', ''), true)}
  <recv request="ACK" next="end"/>
  <Reference variables="peer"/>`
    : `${send(response('200 OK', sdp(sound)), true)}
  <label id="answered"/>
  <recv request="CANCEL" optional="true" next="toolate"/>
  <recv request="ACK"/>
  ${sound === undefined ? '' : `<nop><action><exec rtp_stream="${sound},-1,0,PCMU/8000"/></action></nop>`}
  <recv request="BYE" timeout="${talkMs}" ontimeout="hangup" next="theyhungup"/>
  <label id="hangup"/>
  ${send(
    `BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:phone@[local_ip]:[local_port]>;tag=[pid]phone[call_number]
To: [$peer]
[last_Call-ID:]
CSeq: 9 BYE
Max-Forwards: 70
Content-Length: 0

`,
    true,
  )}
  <label id="hungup"/>
  ${hangingUp}
  <label id="toolate"/>
  ${send(ok(''))}
  <nop next="answered"/>`;
  return scenario(
    'phone',
    `<recv request="INVITE" rrs="true">
    <action><ereg regexp=".*" search_in="hdr" header="From:" assign_to="peer"/></action>
  </recv>
  ${send(response('180 Ringing', ''))}
  <recv request="CANCEL" timeout="${answerAfterMs}" ontimeout="answer" next="cancelled"/>
  <label id="answer"/>
  ${answer}
  <label id="cancelled"/>
  ${send(ok(''))}
  ${send(
    `SIP/2.0 487 Request Terminated
[last_Via:]
[last_From:]
[last_To:];tag=[pid]phone[call_number]
[last_Call-ID:]
CSeq: [$cseq] INVITE
Content-Length: 0

`,
    true,
  )}
  <recv request="ACK" next="end"/>
  <label id="theyhungup"/>
  ${send(ok(''))}
  <label id="end"/>`.replace(
      'header="From:" assign_to="peer"/>',
      `header="From:" assign_to="peer"/>
      <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="cseq"/>`,
    ),
  );
}

function keyFile(key: string): string {
  const names: Readonly<Record<string, string>> = { '*': 'star', '#': 'pound' };
  return `/usr/share/sip-tester/dtmf_2833_${names[key] ?? key}.pcap`;
}

function scenario(name: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="${name}">\n${body}\n</scenario>\n`;
}

function send(message: string, again = false): string {
  return `<send${again ? ' retrans="500"' : ''}><![CDATA[\n${message}\n]]></send>`;
}

function request(method: string, cseq: number, tag: string, body = ''): string {
  const sdpHeaders = body === '' ? '' : 'Content-Type: application/sdp\n';
  const uri = tag === '' ? 'sip:[service]@[remote_ip]:[remote_port]' : '[next_url]';
  // One transaction: a CANCEL is known by the branch of its INVITE (RFC 3261, section 9.1).
  const branch = method === 'INVITE' || method === 'CANCEL' ? 'z9hG4bK-[pid]-[call_number]-invite' : '[branch]';
  return `${method} ${uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}
From: "[field1]" <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]caller[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${tag}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:[field0]@[local_ip]:[local_port]>
Max-Forwards: 70
${sdpHeaders}Content-Length: [len]

${body}`;
}

function response(status: string, body: string): string {
  const sdpHeaders = body === '' ? '' : 'Content-Type: application/sdp\n';
  return `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]phone[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:phone@[local_ip]:[local_port]>
${sdpHeaders}Content-Length: [len]

${body}`;
}

/** Answers a request within a dialog, whose To has a tag already, and a CANCEL. */
function ok(body: string): string {
  return `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: [len]

${body}`;
}

/** With sound, sipp streams from a port that it chooses. */
function sdp(sound: string | undefined): string {
  return `v=0
o=- 53655765 2353687637 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [${sound === undefined ? 'auto_media_port' : 'rtpstream_audio_port'}] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
`;
}

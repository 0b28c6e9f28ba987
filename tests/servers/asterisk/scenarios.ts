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

/**
 * A caller: rings, talks, and hangs up, unless the other side does first. The number and the name come from the injected file,
 * fields 0 and 1. A MESSAGE within the call is the wish of the test that the caller ends it now. Of several things that may come
 * sipp takes the time of the first for the wait, and forgets it when an optional one has come: so that one leads back to the first.
 */
export function callerScenario({ talkMs, patienceMs, sound, keys = '' }: Caller): string {
  return scenario(
    'caller',
    `${send(request('INVITE', 1, '', sdp(sound)), true)}
  <label id="wait"/>
  <recv response="100" optional="true" next="wait" timeout="${patienceMs}" ontimeout="giveup"/>
  ${['180', '183', '181'].map((code) => `<recv response="${code}" optional="true" next="wait"/>`).join('\n  ')}
  ${['404', '480', '486', '500', '503', '603'].map((code) => `<recv response="${code}" optional="true" next="refused"/>`).join('\n  ')}
  <recv request="MESSAGE" optional="true" next="giveup"/>
  <recv response="200" rrs="true"/>
  ${send(request('ACK', 1, '[peer_tag_param]'))}
  ${sound === undefined ? '' : `<nop><action><exec rtp_stream="${sound},-1,0,PCMU/8000"/></action></nop>`}
  ${[...keys].map((key) => `<pause milliseconds="600"/><nop><action><exec play_pcap_audio="${keyFile(key)}"/></action></nop>`).join('\n  ')}
  <recv request="MESSAGE" optional="true" timeout="${talkMs}" ontimeout="hangup" next="hangup"/>
  <recv request="BYE" next="theyhungup"/>
  <label id="hangup"/>
  ${send(request('BYE', 2, '[peer_tag_param]'), true)}
  <recv response="200" next="end"/>
  <label id="theyhungup"/>
  ${send(ok(''))}
  <nop next="end"/>
  <label id="refused"/>
  ${send(request('ACK', 1, '[peer_tag_param]'))}
  <nop next="end"/>
  <label id="giveup"/>
  ${send(request('CANCEL', 1, ''), true)}
  <recv response="200"/>
  <recv response="487"/>
  ${send(request('ACK', 1, '[peer_tag_param]'))}
  <label id="end"/>`,
  );
}

/** What a phone of sipp does when it is rung. It never hangs up by itself before `talkMs`. */
export type Phone = { answerAfterMs: number; talkMs: number; refuse?: boolean; sound?: string };

export function phoneScenario({ answerAfterMs, talkMs, refuse = false, sound }: Phone): string {
  const answer = refuse
    ? `${send(response('486 Busy Here', ''), true)}
  <recv request="ACK" next="end"/>
  <Reference variables="peer"/>`
    : `${send(response('200 OK', sdp(sound)), true)}
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
  <recv response="200" next="end"/>`;
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

import { dialplan, voicemail } from './dialplan.ts';
import type { AsteriskPorts, PbxAgent } from './types.ts';

export type ConfigInput = {
  /** Folder of this instance as seen from within the chroot. */
  dir: string;
  modules: string;
  ports: AsteriskPorts;
  rtp: { from: number; to: number };
  agents: readonly PbxAgent[];
  members: readonly string[];
  queueSeconds: number;
  ringSeconds: number;
  phonePort(extension: string): number;
};

export const amiLogin = { user: 'throughline', secret: 's3cret' };
export const ariLogin = { user: 'throughline', password: 's3cret' };

/** Every configuration file of one PBX by its name. What Asterisk wants to find and we leave at its defaults is an empty file. */
export function configFiles(input: ConfigInput): Record<string, string> {
  const empty = ['acl', 'ccss', 'codecs', 'features', 'indications', 'sorcery', 'stasis', 'udptl', 'confbridge'];
  return {
    ...Object.fromEntries(empty.map((name) => [`${name}.conf`, '[general]\n'])),
    'asterisk.conf': asterisk(input),
    'modules.conf': modules,
    'logger.conf': '[general]\n[logfiles]\nfull => notice,warning,error,verbose\n',
    'manager.conf': manager(input),
    'http.conf': http(input),
    'ari.conf': `[general]\nenabled = yes\n[${ariLogin.user}]\ntype = user\npassword = ${ariLogin.password}\nread_only = no\n`,
    'rtp.conf': `[general]\nrtpstart=${input.rtp.from}\nrtpend=${input.rtp.to}\nicesupport=yes\nstrictrtp=no\n`,
    'musiconhold.conf': `[general]\n[default]\nmode=files\ndirectory=${input.dir}/moh\n`,
    'res_parking.conf': '[general]\n[default]\nparkext => 750\nparkpos => 751-759\ncontext => parkedcalls\nparkingtime => 60\n',
    'queues.conf': queues(input),
    'pjsip.conf': pjsip(input),
    'extensions.conf': dialplan(input),
    'voicemail.conf': voicemail(input),
    'cdr.conf':
      '[general]\nenable=yes\nunanswered=yes\nsafeshutdown=yes\n[csv]\nusegmtime=yes\nloguniqueid=yes\nloguserfield=yes\nnewcdrcolumns=yes\n',
    'cdr_manager.conf': '[general]\nenabled=yes\n[mappings]\nlinkedid => LinkedID\nrecordingfile => RecordingFile\n',
    'cdr_custom.conf': `[mappings]\nMaster.csv => ${csv(cdrFields.map((field) => `CDR(${field})`))}\n`,
    'cel.conf': '[general]\nenable=yes\napps=mixmonitor,voicemail\nevents=ALL\n[manager]\nenabled=yes\n',
    'cel_custom.conf': `[mappings]\nMaster.csv => ${csv(celFields)}\n`,
  };
}

const cdrFields = [
  ...['linkedid', 'uniqueid', 'src', 'clid', 'dst', 'dcontext', 'channel', 'dstchannel', 'lastapp', 'lastdata'],
  ...['start', 'answer', 'end', 'duration', 'billsec', 'disposition', 'recordingfile'],
];

const celFields = [
  ...['eventtype', 'eventtime', 'CHANNEL(linkedid)', 'CHANNEL(uniqueid)', 'CALLERID(num)', 'CALLERID(name)'],
  ...['CHANNEL(exten)', 'CHANNEL(context)', 'CHANNEL(channame)', 'CHANNEL(appname)', 'eventextra', 'CHANNEL(appdata)'],
];

function csv(fields: readonly string[]): string {
  return fields.map((field) => `\${CSV_QUOTE(\${${field}})}`).join(',');
}

function asterisk({ dir, modules: folder }: ConfigInput): string {
  return `[directories]
astetcdir => ${dir}/etc
astmoddir => ${folder}
astvarlibdir => /var/lib/asterisk
astdbdir => ${dir}/db
astkeydir => ${dir}/db
astdatadir => /usr/share/asterisk
astagidir => /usr/share/asterisk/agi-bin
astspooldir => ${dir}/spool
astrundir => ${dir}/run
astlogdir => ${dir}/log
[options]
verbose = 3
systemname = pbx
`;
}

const modules = `[modules]
autoload = yes
${[
  ...['chan_iax2', 'chan_unistim', 'chan_skinny', 'chan_mgcp', 'chan_console', 'chan_motif', 'chan_sip', 'pbx_dundi', 'pbx_ael'],
  ...['res_stun_monitor', 'res_hep', 'res_hep_pjsip', 'res_hep_rtcp', 'res_smdi', 'res_phoneprov', 'res_config_ldap'],
  ...['res_xmpp', 'res_snmp', 'res_odbc', 'res_config_odbc', 'res_calendar', 'res_prometheus', 'app_voicemail_odbc'],
  ...['app_voicemail_imap', 'app_jack', 'app_festival', 'cdr_radius', 'cel_radius', 'cdr_tds', 'cel_tds'],
]
  .map((name) => `noload = ${name}.so`)
  .join('\n')}
`;

function manager({ dir, ports }: ConfigInput): string {
  return `[general]
enabled = yes
port = ${ports.ami}
bindaddr = 127.0.0.1
tlsenable = yes
tlsbindaddr = 127.0.0.1:${ports.amiTls}
tlscertfile = ${dir}/tls/both.pem
displayconnects = yes
timestampevents = yes
[${amiLogin.user}]
secret = ${amiLogin.secret}
read = all
write = all
writetimeout = 5000
[reader]
secret = reader
read = call
write = system
`;
}

function http({ dir, ports }: ConfigInput): string {
  return `[general]
enabled = yes
bindaddr = 127.0.0.1
bindport = ${ports.http}
tlsenable = yes
tlsbindaddr = 127.0.0.1:${ports.https}
tlscertfile = ${dir}/tls/both.pem
`;
}

function queues({ agents, members, ringSeconds }: ConfigInput): string {
  const named = members.map((extension) => {
    const name = agents.find((agent) => agent.extension === extension)?.name ?? extension;
    return `member => PJSIP/${extension},0,${name},PJSIP/${extension}`;
  });
  return `[general]
persistentmembers = no
[support]
strategy = ringall
timeout = ${ringSeconds}
retry = 1
ringinuse = no
joinempty = yes
leavewhenempty = no
musicclass = default
${named.join('\n')}
`;
}

function pjsip({ ports, agents, phonePort }: ConfigInput): string {
  const phones = agents.map(({ extension, name, password, kind }) =>
    kind === 'webrtc'
      ? `[${extension}](webrtc)
auth=${extension}
aors=${extension}
callerid="${name}" <${extension}>
[${extension}]
type=aor
max_contacts=3
remove_existing=yes
qualify_frequency=0
[${extension}]
type=auth
auth_type=userpass
username=${extension}
password=${password}`
      : `[${extension}](plain)
context=agents
aors=${extension}
callerid="${name}" <${extension}>
[${extension}]
type=aor
contact=sip:${extension}@127.0.0.1:${phonePort(extension)}`,
  );
  return `[global]
type=global
endpoint_identifier_order=username,ip
; Of itself it answers 503 to new calls while its queues are long, which on a busy machine says nothing of the program.
taskprocessor_overload_trigger=none
[udp]
type=transport
protocol=udp
bind=127.0.0.1:${ports.sip}
[ws]
type=transport
protocol=ws
bind=127.0.0.1
[webrtc](!)
type=endpoint
context=agents
disallow=all
allow=opus,ulaw,alaw
webrtc=yes
dtls_auto_generate_cert=yes
rewrite_contact=yes
mailboxes=
[plain](!)
type=endpoint
disallow=all
allow=ulaw,alaw
direct_media=no
timers=no
${phones.join('\n')}
[trunk](plain)
context=from-trunk
aors=trunk
[trunk]
type=aor
contact=sip:127.0.0.1:${ports.trunk}
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
`;
}

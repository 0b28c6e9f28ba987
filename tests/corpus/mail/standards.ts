import { latin } from './body.ts';
import { base64, bytes } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';

const rfc = (name: string, source: string | Buffer, expected: Expected): Sample => sample(`standards/${name}`, source, expected);
const subject = (name: string, value: string, read: string): Sample =>
  rfc(`2047/${name}`, `From: a@b.test\nSubject: ${value}\n\nText\n`, { subject: read });
const mary = { name: 'Mary Smith', address: 'mary@example.net' };
const john = { name: 'John Doe', address: 'jdoe@machine.example' };
const hello = 'This is a message just to say hello.\nSo, "Hello".';
const nathaniel = { name: 'Nathaniel Borenstein', address: 'nsb@bellcore.com' };
const mime = 'From: a@b.test\nTo: c@d.test\nSubject: x\nMIME-Version: 1.0\n';
const file = (name: string, type: string, size: number, inline = false) => ({ name, type, size, inline });

/** The examples of the standards themselves, word for word where they are whole. */
export const standards: Sample[] = [
  rfc(
    '5322/a-1-1',
    `From: John Doe <jdoe@machine.example>\nTo: Mary Smith <mary@example.net>\nSubject: Saying Hello\nDate: Fri, 21 Nov 1997 09:55:06 -0600\nMessage-ID: <1234@local.machine.example>\n\n${hello}\n`,
    {
      from: john,
      to: [mary],
      cc: [],
      subject: 'Saying Hello',
      date: '1997-11-21T15:55:06.000Z',
      messageId: '1234@local.machine.example',
      inReplyTo: null,
      references: [],
      text: hello,
      hasHtml: false,
      attachments: [],
      autoSubmitted: false,
      bounceOf: null,
    },
  ),
  rfc(
    '5322/a-1-1-sender',
    `From: John Doe <jdoe@machine.example>\nSender: Michael Jones <mjones@machine.example>\nTo: Mary Smith <mary@example.net>\nSubject: Saying Hello\n\n${hello}\n`,
    { from: john, to: [mary] },
  ),
  rfc(
    '5322/a-1-2',
    'From: "Joe Q. Public" <john.q.public@example.com>\nTo: Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>\nCc: <boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>\nDate: Tue, 1 Jul 2003 10:52:37 +0200\nMessage-ID: <5678.21-Nov-1997@example.com>\n\nHi everyone.\n',
    {
      from: { name: 'Joe Q. Public', address: 'john.q.public@example.com' },
      to: [
        { name: 'Mary Smith', address: 'mary@x.test' },
        { address: 'jdoe@example.org' },
        { name: 'Who?', address: 'one@y.test' },
      ],
      cc: [{ address: 'boss@nil.test' }, { name: 'Giant; "Big" Box', address: 'sysservices@example.net' }],
      date: '2003-07-01T08:52:37.000Z',
      text: 'Hi everyone.',
    },
  ),
  rfc(
    '5322/a-1-3',
    'From: Pete <pete@silly.example>\nTo: A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;\nCc: Undisclosed recipients:;\nDate: Thu, 13 Feb 1969 23:32:54 -0330\nMessage-ID: <testabcd.1234@silly.example>\n\nTesting.\n',
    {
      to: [{ name: 'Ed Jones', address: 'c@a.test' }, { address: 'joe@where.test' }, { name: 'John', address: 'jdoe@one.test' }],
      cc: [],
      date: '1969-02-14T03:02:54.000Z',
    },
  ),
  rfc(
    '5322/a-2',
    'From: John Doe <jdoe@machine.example>\nTo: "Mary Smith: Personal Account" <smith@home.example>\nSubject: Re: Saying Hello\nDate: Fri, 21 Nov 1997 11:00:00 -0600\nMessage-ID: <abcd.1234@local.machine.test>\nIn-Reply-To: <3456@example.net>\nReferences: <1234@local.machine.example> <3456@example.net>\n\nThis is a reply to your reply.\n',
    {
      to: [{ name: 'Mary Smith: Personal Account', address: 'smith@home.example' }],
      inReplyTo: '3456@example.net',
      references: ['1234@local.machine.example', '3456@example.net'],
    },
  ),
  rfc(
    '5322/a-3-resent',
    `Resent-From: Mary Smith <mary@example.net>\nResent-To: Jane Brown <j-brown@other.example>\nResent-Date: Mon, 24 Nov 1997 14:22:01 -0800\nResent-Message-ID: <78910@example.net>\nFrom: John Doe <jdoe@machine.example>\nTo: Mary Smith <mary@example.net>\nSubject: Saying Hello\nDate: Fri, 21 Nov 1997 09:55:06 -0600\nMessage-ID: <1234@local.machine.example>\n\n${hello}\n`,
    { from: john, to: [mary], date: '1997-11-21T15:55:06.000Z', messageId: '1234@local.machine.example' },
  ),
  rfc(
    '5322/a-4-trace',
    `Received: from x.y.test\n  by example.net\n  via TCP\n  with ESMTP\n  id ABC12345\n  for <mary@example.net>;  21 Nov 1997 10:05:43 -0600\nReceived: from node.example by x.y.test; 21 Nov 1997 10:01:22 -0600\nFrom: John Doe <jdoe@node.example>\nTo: Mary Smith <mary@example.net>\nSubject: Saying Hello\nDate: Fri, 21 Nov 1997 09:55:06 -0600\nMessage-ID: <1234@local.node.example>\n\n${hello}\n`,
    { from: { name: 'John Doe', address: 'jdoe@node.example' }, date: '1997-11-21T15:55:06.000Z', text: hello },
  ),
  rfc(
    '5322/a-5',
    "From: Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>\nTo:A Group(Some people)\n     :Chris Jones <c@(Chris's host.)public.example>,\n         joe@example.org,\n  John <jdoe@one.test> (my dear friend); (the end of the group)\nCc:(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;\nDate: Thu,\n      13\n        Feb\n          1969\n      23:32\n               -0330 (Newfoundland Time)\nMessage-ID:              <testabcd.1234@silly.test>\n\nTesting.\n",
    {
      from: { name: 'Pete', address: 'pete@silly.test' },
      to: [
        { name: 'Chris Jones', address: 'c@public.example' },
        { address: 'joe@example.org' },
        { name: 'John', address: 'jdoe@one.test' },
      ],
      cc: [],
      date: '1969-02-14T03:02:00.000Z',
      messageId: 'testabcd.1234@silly.test',
      text: 'Testing.',
    },
  ),
  rfc(
    '5322/a-6-1',
    'From: Joe Q. Public <john.q.public@example.com>\nTo: Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example\nDate: Tue, 1 Jul 2003 10:52:37 +0200\nMessage-ID: <5678.21-Nov-1997@example.com>\n\nHi everyone.\n',
    {
      from: { name: 'Joe Q. Public', address: 'john.q.public@example.com' },
      to: [mary, { address: 'jdoe@test.example' }],
      date: '2003-07-01T08:52:37.000Z',
    },
  ),
  rfc(
    '5322/a-6-2',
    `From: John Doe <jdoe@machine.example>\nTo: Mary Smith <mary@example.net>\nSubject: Saying Hello\nDate: 21 Nov 97 09:55:06 GMT\nMessage-ID: <1234@local.machine.example>\n\n${hello}\n`,
    { date: '1997-11-21T09:55:06.000Z' },
  ),
  rfc(
    '5322/a-6-3',
    `From  : John Doe <jdoe@machine(comment).  example>\nTo    : Mary Smith\n  \n          <mary@example.net>\nSubject     : Saying Hello\nDate  : Fri, 21 Nov 1997 09(comment):   55  :  06 -0600\nMessage-ID  : <1234   @   local(blah)  .machine .example>\n\n${hello}\n`,
    {
      from: john,
      to: [mary],
      subject: 'Saying Hello',
      date: '1997-11-21T15:55:06.000Z',
      messageId: '1234@local.machine.example',
      text: hello,
    },
  ),
  rfc(
    '2047/keith',
    'From: =?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>\nTo: =?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>\nCC: =?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>\nSubject: =?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=\n\n',
    {
      from: { name: 'Keith Moore', address: 'moore@cs.utk.edu' },
      to: [{ name: 'Keld Jørn Simonsen', address: 'keld@dkuug.dk' }],
      cc: [{ name: 'André Pirard', address: 'PIRARD@vm1.ulg.ac.be' }],
      subject: 'If you can read this you understand the example.',
      text: '',
    },
  ),
  rfc(
    '2047/olle',
    'From: =?ISO-8859-1?Q?Olle_J=E4rnefors?= <ojarnef@admin.kth.se>\nTo: ietf-822@dimacs.rutgers.edu, ojarnef@admin.kth.se\nSubject: Time for ISO 10646?\n\n',
    {
      from: { name: 'Olle Järnefors', address: 'ojarnef@admin.kth.se' },
      to: [{ address: 'ietf-822@dimacs.rutgers.edu' }, { address: 'ojarnef@admin.kth.se' }],
    },
  ),
  rfc(
    '2047/patrik',
    'To: Dave Crocker <dcrocker@mordor.stanford.edu>\nCc: ietf-822@dimacs.rutgers.edu, paf@comsol.se\nFrom: =?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>\nSubject: Re: RFC-HDR care and feeding\n\n',
    {
      from: { name: 'Patrik Fältström', address: 'paf@nada.kth.se' },
    },
  ),
  rfc(
    '2047/hebrew-comment',
    'From: nsb@thumper.bellcore.com (=?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=)\nTo: Greg Vaudreuil <gvaudre@NRI.Reston.VA.US>\n\n',
    { from: { name: 'םולש ןב ילטפנ', address: 'nsb@thumper.bellcore.com' } },
  ),
  subject('a', '=?ISO-8859-1?Q?a?=', 'a'),
  subject('a-b', '=?ISO-8859-1?Q?a?= b', 'a b'),
  subject('ab', '=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=', 'ab'),
  subject('ab-folded', '=?ISO-8859-1?Q?a?=\n    =?ISO-8859-1?Q?b?=', 'ab'),
  subject('a-underscore-b', '=?ISO-8859-1?Q?a_b?=', 'a b'),
  subject('a-encoded-space-b', '=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'),
  rfc(
    '2045/quoted-printable',
    `${mime}Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nNow's the time =\nfor all folk to come=\n to the aid of their country.\n`,
    {
      text: "Now's the time for all folk to come to the aid of their country.",
    },
  ),
  rfc(
    '2046/simple-boundary',
    'From: Nathaniel Borenstein <nsb@bellcore.com>\nTo: Ned Freed <ned@innosoft.com>\nDate: Sun, 21 Mar 1993 23:56:48 -0800 (PST)\nSubject: Sample message\nMIME-Version: 1.0\nContent-type: multipart/mixed; boundary="simple boundary"\n\nThis is the preamble.  It is to be ignored, though it\nis a handy place for composition agents to include an\nexplanatory note to non-MIME conformant readers.\n\n--simple boundary\n\nThis is implicitly typed plain US-ASCII text.\nIt does NOT end with a linebreak.\n--simple boundary\nContent-type: text/plain; charset=us-ascii\n\nThis is explicitly typed plain US-ASCII text.\nIt DOES end with a linebreak.\n\n--simple boundary--\n\nThis is the epilogue.  It is also to be ignored.\n',
    {
      from: nathaniel,
      date: '1993-03-22T07:56:48.000Z',
      text: 'This is implicitly typed plain US-ASCII text.\nIt does NOT end with a linebreak.\n\nThis is explicitly typed plain US-ASCII text.\nIt DOES end with a linebreak.',
      attachments: [],
    },
  ),
  rfc(
    '2046/alternative',
    'From: Nathaniel Borenstein <nsb@bellcore.com>\nTo: Ned Freed <ned@innosoft.com>\nDate: Mon, 22 Mar 1993 09:41:09 -0800 (PST)\nSubject: Formatted text mail\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=boundary42\n\n--boundary42\nContent-Type: text/plain; charset=us-ascii\n\n  ... plain text version of message goes here ...\n\n--boundary42\nContent-Type: text/enriched\n\n  ... RFC 1896 text/enriched version of same message\n      goes here ...\n\n--boundary42\nContent-Type: application/x-whatever\n\n  ... fanciest version of same message goes here ...\n\n--boundary42--\n',
    { text: '... plain text version of message goes here ...', hasHtml: false },
  ),
  rfc(
    '2046/digest',
    'From: Moderator-Address\nTo: Recipient-List\nDate: Mon, 22 Mar 1994 13:34:51 +0000\nSubject: Internet Digest, volume 42\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="---- main boundary ----"\n\n------ main boundary ----\n\n  ...Introductory text or table of contents...\n\n------ main boundary ----\nContent-Type: multipart/digest; boundary="---- next message ----"\n\n------ next message ----\n\nFrom: someone-else\nDate: Fri, 26 Mar 1993 11:13:32 +0200\nSubject: my opinion\n\n  ...body goes here ...\n\n------ next message ----\n\nFrom: someone-else-again\nDate: Fri, 26 Mar 1993 10:07:13 -0500\nSubject: my different opinion\n\n  ... another body goes here ...\n\n------ next message ------\n\n------ main boundary ------\n',
    {
      subject: 'Internet Digest, volume 42',
      to: [],
      text: '...Introductory text or table of contents...',
      attachments: [file('my opinion.eml', 'message/rfc822', 107), file('my different opinion.eml', 'message/rfc822', 132)],
    },
  ),
  rfc(
    '2046/partial',
    'X-Weird-Header-1: Foo\nFrom: Bill@host.com\nTo: joe@otherhost.com\nDate: Fri, 26 Mar 1993 12:59:38 -0500 (EST)\nSubject: Audio mail (part 1 of 2)\nMessage-ID: <id1@host.com>\nMIME-Version: 1.0\nContent-type: message/partial; id="ABC@host.com"; number=1; total=2\n\nX-Weird-Header-1: Bar\nMessage-ID: <anotherid@foo.com>\n\nhalf\n',
    {
      subject: 'Audio mail (part 1 of 2)',
      messageId: 'id1@host.com',
      text: '',
      attachments: [file('attachment-1.bin', 'message/partial', 64)],
    },
  ),
  rfc(
    '2046/external-body',
    'From: Whomever\nTo: Someone\nDate: Mon, 22 Mar 1994 13:34:51 +0000\nSubject: whatever\nMIME-Version: 1.0\nMessage-ID: <id1@host.com>\nContent-Type: multipart/alternative; boundary=42\nContent-ID: <id001@guppylake.bellcore.com>\n\n--42\nContent-Type: message/external-body; name="BodyFormats.ps";\n              site="thumper.bellcore.com"; mode="image";\n              access-type=ANON-FTP; directory="pub";\n              expiration="Fri, 14 Jun 1991 19:13:14 -0400 (EDT)"\n\nContent-type: application/postscript\nContent-ID: <id42@guppylake.bellcore.com>\n\n--42--\n',
    { from: null, messageId: 'id1@host.com', attachments: [file('BodyFormats.ps', 'message/external-body', 81)] },
  ),
  rfc(
    '2049/complex',
    `MIME-Version: 1.0\nFrom: Nathaniel Borenstein <nsb@bellcore.com>\nTo: Ned Freed <ned@innosoft.com>\nDate: Fri, 07 Oct 1994 16:15:05 -0700 (PDT)\nSubject: A multipart example\nContent-Type: multipart/mixed;\n             boundary=unique-boundary-1\n\nThis is the preamble area of a multipart message.\n\n--unique-boundary-1\n\n  ... Some text appears here ...\n\n--unique-boundary-1\nContent-type: text/plain; charset=US-ASCII\n\nThis could have been part of the previous part, but\nillustrates explicit versus implicit typing of body\nparts.\n\n--unique-boundary-1\nContent-Type: multipart/parallel; boundary=unique-boundary-2\n\n--unique-boundary-2\nContent-Type: audio/basic\nContent-Transfer-Encoding: base64\n\n${base64('mulaw')}\n\n--unique-boundary-2\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n${base64('JFIF')}\n\n--unique-boundary-2--\n\n--unique-boundary-1\nContent-type: text/enriched\n\nThis is <bold><italic>enriched.</italic></bold>\n<smaller>as defined in RFC 1896</smaller>\n\nIsn't it\n<bigger><bigger>cool?</bigger></bigger>\n\n--unique-boundary-1\nContent-Type: message/rfc822\n\nFrom: (mailbox in US-ASCII)\nTo: (address in US-ASCII)\nSubject: (subject in US-ASCII)\nContent-Type: Text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: Quoted-printable\n\n  ... Additional text in ISO-8859-1 goes here ...\n\n--unique-boundary-1--\n`,
    {
      from: nathaniel,
      date: '1994-10-07T23:15:05.000Z',
      text: "... Some text appears here ...\n\nThis could have been part of the previous part, but\nillustrates explicit versus implicit typing of body\nparts.\n\nThis is enriched. as defined in RFC 1896\nIsn't it cool?",
      attachments: [
        file('attachment-1.bin', 'audio/basic', 5),
        file('attachment-2.jpg', 'image/jpeg', 4),
        file('(subject in US-ASCII).eml', 'message/rfc822', 232),
      ],
    },
  ),
  rfc(
    '2183/genome',
    `${mime}Content-Type: image/jpeg\nContent-Disposition: attachment; filename=genome.jpeg;\n  modification-date="Wed, 12 Feb 1997 16:29:51 -0500";\nContent-Description: a complete map of the human genome\nContent-Transfer-Encoding: base64\n\n${base64('JFIF')}\n`,
    { text: '', attachments: [file('genome.jpeg', 'image/jpeg', 4)] },
  ),
  rfc(
    '2231/title',
    `${mime}Content-Type: application/x-stuff\nContent-Disposition: attachment;\n filename*0*=us-ascii'en'This%20is%20even%20more%20;\n filename*1*=%2D%2D%2Dfun%2D%2D%2D%20;\n filename*2="isn't it!"\n\nstuff`,
    {
      attachments: [file("This is even more ---fun--- isn't it!", 'application/x-stuff', 5)],
    },
  ),
  rfc(
    '2231/external',
    `${mime}Content-Type: message/external-body; access-type=URL;\n URL*0="ftp://";\n URL*1="cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar"\n\nContent-Type: application/x-tar\n`,
    {
      text: '',
      attachments: [file('attachment-1.bin', 'message/external-body', 33)],
    },
  ),
  rfc(
    '2387/fixed-record',
    `${mime}Content-Type: Multipart/Related; boundary=example-1\n        start="<950120.aaCC@XIson.com>";\n        type="Application/X-FixedRecord"\n        start-info="-o ps"\n\n--example-1\nContent-Type: Application/X-FixedRecord\nContent-ID: <950120.aaCC@XIson.com>\n\n25\n10\n34\n--example-1\nContent-Type: Application/octet-stream\nContent-Description: The fixed length records\nContent-Transfer-Encoding: base64\nContent-ID: <950120.aaCB@XIson.com>\n\nT2xkIE1hY0RvbmFsZCBoYWQgYSBmYXJtCkUgSSBFIEkgTwo=\n\n--example-1--\n`,
    {
      text: '',
      attachments: [
        file('attachment-1.bin', 'application/x-fixedrecord', 10),
        file('attachment-2.bin', 'application/octet-stream', 35),
      ],
    },
  ),
  rfc(
    '2392/logo',
    `${mime}Content-Type: multipart/related; boundary="boundary-example-1"; type=Text/HTML\n\n--boundary-example 1\n--boundary-example-1\nContent-Type: Text/HTML; charset=US-ASCII\n\n<P>The logo:</P><IMG SRC="cid:foo4*foo1@bar.net" ALT="IETF logo">\n\n--boundary-example-1\nContent-ID: <foo4*foo1@bar.net>\nContent-Type: IMAGE/GIF\nContent-Transfer-Encoding: BASE64\n\n${base64('GIF89a')}\n--boundary-example-1--\n`,
    { text: 'The logo:', hasHtml: true, attachments: [file('attachment-1.gif', 'image/gif', 6, true)] },
  ),
  rfc(
    '2392/percent',
    `${mime}Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hi</p><img src='CID:foo4%25foo1@bar.net'>\n--b\nContent-ID: <foo4%foo1@bar.net>\nContent-Type: image/gif; name=a.gif\n\nGIF89a\n--b--\n`,
    {
      attachments: [file('a.gif', 'image/gif', 6, true)],
    },
  ),
  rfc(
    '2557/base',
    `${mime}Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html; charset=US-ASCII\nContent-Base: "http://www.ietf.cnri.reston.va.us"\n\n<P>See</P><IMG SRC="/images/ietflogo1.gif" ALT="IETF logo1"><IMG SRC="/images/ietflogo2.gif" ALT="IETF logo2">\n--b\nContent-Location: http://www.ietf.cnri.reston.va.us/images/ietflogo1.gif\nContent-Type: IMAGE/GIF\n\nGIF89a\n--b\nContent-Location: http://www.ietf.cnri.reston.va.us/images/ietflogo2.gif\nContent-Type: IMAGE/GIF\n\nGIF89ab\n--b--\n`,
    {
      text: 'See',
      attachments: [file('attachment-1.gif', 'image/gif', 6, true), file('attachment-2.gif', 'image/gif', 7, true)],
    },
  ),
  rfc(
    '3676/tea',
    `${mime}Content-Type: text/plain; charset=us-ascii; format=flowed\n\n>> Take some more tea,' the March Hare said to Alice, \n>> very earnestly.\n>\n> I've had nothing yet,' Alice replied in an offended \n> tone, so I can't take more.'\n \n \n"You mean you can't take LESS,' said the Hatter: \n'it's very easy to take MORE than nothing.'\n`,
    {
      text: ">> Take some more tea,' the March Hare said to Alice, very earnestly.\n>\n> I've had nothing yet,' Alice replied in an offended tone, so I can't take more.'\n\n\n\"You mean you can't take LESS,' said the Hatter: 'it's very easy to take MORE than nothing.'",
    },
  ),
  rfc('3676/stuffed-from', `${mime}Content-Type: text/plain; format=flowed\n\n From the beginning \nand on\n  indented\n`, {
    text: 'From the beginning and on\n indented',
  }),
  rfc('3676/depth-changes', `${mime}Content-Type: text/plain; format=flowed\n\n> one \n>> two \n> three\nfour\n`, {
    text: '> one\n>> two\n> three\nfour',
  }),
  rfc(
    '3676/delsp-quoted',
    `${mime}Content-Type: text/plain; charset=utf-8; Format=Flowed; DelSp=Yes\n\n> 今日は \n> 良い\n明日 \nも  \nまた\n`,
    { text: '> 今日は良い\n明日も また' },
  ),
  rfc(
    '6532/headers',
    `From: "Иван, Петров" <иван@почта.рф>\nTo: 山田 <太郎@例え.テスト>\nSubject: ¿Qué? — да\nMessage-ID: <идентификатор@почта.рф>\nIn-Reply-To: <ответ@почта.рф>\n\nText\n`,
    {
      from: { name: 'Иван, Петров', address: 'иван@почта.рф' },
      to: [{ name: '山田', address: '太郎@例え.テスト' }],
      subject: '¿Qué? — да',
      messageId: 'идентификатор@почта.рф',
      inReplyTo: 'ответ@почта.рф',
    },
  ),
  rfc(
    '2369/list',
    'From: author@b.test\nTo: list@host.com\nList-Help: <mailto:list@host.com?subject=help> (List Instructions)\nList-Post: NO (posting not allowed on this list)\n\nText\n',
    {
      autoSubmitted: true,
      to: [{ address: 'list@host.com' }],
    },
  ),
  rfc(
    '2919/list-id',
    'From: author@b.test\nTo: list@host.com\nList-Id: "Lena\'s Personal Joke List"\n <lenas-jokes.da39efc25c530ad145d41b86f7420c3b.021999.localhost>\n\nText\n',
    { autoSubmitted: true },
  ),
  rfc('3834/auto-notified', 'From: a@b.test\nAuto-Submitted: auto-notified; owner-email="me@example.com"\n\nText\n', {
    autoSubmitted: true,
  }),
  rfc('3834/no-with-comment', 'From: a@b.test\nAuto-Submitted: no (by hand)\n\nText\n', { autoSubmitted: false }),
  rfc('3834/comment-first', 'From: a@b.test\nAuto-Submitted: (a robot) auto-replied\n\nText\n', { autoSubmitted: true }),
  rfc('3834/no-comment-first', 'From: a@b.test\nAuto-Submitted: (by hand) NO\n\nText\n', { autoSubmitted: false }),
  rfc(
    '1847/signed',
    latin(
      `${mime}Content-Type: multipart/signed; protocol="TYPE/STYPE"; micalg="MICALG"; boundary="Signed Boundary"\n\n--Signed Boundary\nContent-Type: text/plain; charset="utf-8"\n\nThis is some text to be signed although it could be\nany type of data, labeled accordingly, ${bytes('ясно', 'utf-8')}.\n\n--Signed Boundary\nContent-Type: TYPE/STYPE\n\nCONTROL INFORMATION for protocol "TYPE/STYPE" would be here\n--Signed Boundary--\n`,
    ),
    {
      text: 'This is some text to be signed although it could be\nany type of data, labeled accordingly, ясно.',
      attachments: [file('attachment-1.bin', 'type/stype', 59)],
    },
  ),
  rfc(
    '1341/richtext',
    `${mime}Content-Type: text/richtext\n\n<bold>Now</bold> is the time for <italic>all</italic>\ngood men <smaller>(and <lt>women>)</smaller> to <ignoreme></ignoreme>come<nl>\nto the aid of their<nl>\ncountry.\n`,
    {
      text: 'Now is the time for all good men (and <women>) to come\nto the aid of their\ncountry.',
    },
  ),
  rfc(
    '1896/enriched',
    `${mime}Content-Type: text/enriched; charset=us-ascii\n\n<bold>Now</bold> is the time for <italic>all</italic>\ngood men\n<smaller>(and <<women>)</smaller> to\n<ignoreme>come</ignoreme>\n\nto the aid of their\n\n\n<color><param>red</param>beloved</color>\ncountry.\n\nBy the way, I think that\n<paraindent><param>left</param><<smaller></paraindent> shall\n`,
    {
      text: 'Now is the time for all good men (and <women>) to come\nto the aid of their\n\nbeloved country.\nBy the way, I think that <smaller> shall',
    },
  ),
];

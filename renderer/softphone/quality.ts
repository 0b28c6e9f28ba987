import type { PhoneQuality } from '../../shared/contract/softphone.ts';

/** One look at the counters of a connection, as `RTCPeerConnection.getStats` has them. */
export type Reading = {
  at: number;
  packetsIn: number;
  packetsOut: number;
  lost: number;
  jitterMs: number;
  roundTripMs?: number;
  codec: string;
  cipher?: string;
};

type Stat = Readonly<Record<string, unknown>>;

/** Reads what matters out of a report (W3C webrtc-stats). `at` in epoch ms. */
export function readStats(stats: Iterable<Stat>, at: number): Reading {
  const all = [...stats];
  const audio = (type: string): Stat | undefined => all.find((stat) => stat.type === type && stat.kind === 'audio');
  const inbound = audio('inbound-rtp');
  const outbound = audio('outbound-rtp');
  const roundTrip = number(audio('remote-inbound-rtp')?.roundTripTime);
  const codec = all.find((stat) => stat.id === inbound?.codecId)?.mimeType;
  const cipher = all.find((stat) => stat.type === 'transport')?.srtpCipher;
  return {
    at,
    packetsIn: number(inbound?.packetsReceived) ?? 0,
    packetsOut: number(outbound?.packetsSent) ?? 0,
    lost: Math.max(0, number(inbound?.packetsLost) ?? 0),
    jitterMs: Math.round((number(inbound?.jitter) ?? 0) * 1000),
    ...(roundTrip === undefined ? {} : { roundTripMs: Math.round(roundTrip * 1000) }),
    codec: typeof codec === 'string' ? codec.replace(/^audio\//, '') : '',
    ...(typeof cipher === 'string' ? { cipher } : {}),
  };
}

/**
 * How it sounds, from two looks some seconds apart. The limits are where a talk begins to suffer: ITU-T G.114 puts the delay one
 * way at 150 ms (fair) and 400 ms (poor); losses above 1 % are heard with G.711, above 5 % they cost words (G.113, appendix I).
 */
export function judge(before: Reading, now: Reading): PhoneQuality {
  const arrived = now.packetsIn - before.packetsIn;
  const lost = Math.max(0, now.lost - before.lost);
  const loss = arrived + lost === 0 ? 0 : lost / (arrived + lost);
  const trip = now.roundTripMs ?? 0;
  const { packetsIn, packetsOut, jitterMs, codec } = now;
  return {
    level: level(arrived, loss, jitterMs, trip),
    packetsIn,
    packetsOut,
    loss,
    jitterMs,
    codec,
    ...(now.roundTripMs === undefined ? {} : { roundTripMs: now.roundTripMs }),
    ...(now.cipher === undefined ? {} : { cipher: now.cipher }),
  };
}

function level(arrived: number, loss: number, jitterMs: number, trip: number): PhoneQuality['level'] {
  if (arrived === 0) return 'silent';
  if (loss > 0.05 || jitterMs > 60 || trip > 800) return 'poor';
  if (loss > 0.01 || jitterMs > 30 || trip > 300) return 'fair';
  return 'good';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

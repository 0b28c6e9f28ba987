/** One party of a conference that goes through us. */
export type Party = { sender: RTCRtpSender; hears: MediaStream; own: MediaStreamTrack };

/**
 * Three in one talk, on any PBX: each of the other two is sent our voice and the voice of the other one, mixed here. Returns what
 * puts their lines apart again.
 */
export async function mix(parties: readonly [Party, Party]): Promise<() => Promise<void>> {
  const context = new AudioContext();
  const mixed = (listener: Party, other: Party): MediaStreamTrack | undefined => {
    const out = context.createMediaStreamDestination();
    context.createMediaStreamSource(new MediaStream([listener.own])).connect(out);
    context.createMediaStreamSource(other.hears).connect(out);
    return out.stream.getAudioTracks()[0];
  };
  const [first, second] = parties;
  await first.sender.replaceTrack(mixed(first, second) ?? null);
  await second.sender.replaceTrack(mixed(second, first) ?? null);
  return async () => {
    for (const { sender, own } of parties) await sender.replaceTrack(own).catch(() => undefined);
    await context.close();
  };
}

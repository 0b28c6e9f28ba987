/** Tells the loudness of a stream, 0 to 1, about ten times a second, until stopped. A peak falls slowly, so that the eye sees it. */
export function watchLevel(stream: MediaStream, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 8192 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let shown = 0;
  const looking = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    shown = Math.max(loudness(samples), shown * 0.85);
    tell(shown);
  }, 100);
  return () => {
    clearInterval(looking);
    void context.close();
  };
}

const quietest = -60;

/** Root mean square in decibels, from silence at -60 dB to full scale, as 0 to 1: what the ear takes for even steps. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(Math.max(power, 1e-9));
  return Math.min(1, Math.max(0, 1 - decibels / quietest));
}

let context: AudioContext | undefined;

/** A short soft tone, made here: nothing is loaded. Silent where the browser has not been touched yet. */
export function playTone(): void {
  context ??= new AudioContext();
  const { currentTime } = context;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.setValueAtTime(660, currentTime);
  tone.frequency.setValueAtTime(880, currentTime + 0.12);
  volume.gain.setValueAtTime(0.0001, currentTime);
  volume.gain.exponentialRampToValueAtTime(0.12, currentTime + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, currentTime + 0.35);
  tone.connect(volume).connect(context.destination);
  tone.start(currentTime);
  tone.stop(currentTime + 0.36);
}

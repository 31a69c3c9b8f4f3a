/** The version of the encoder within a `modelVersion`, which names its heads behind it. */
export function encoderOf(modelVersion: string): string {
  return modelVersion.split('+')[0]!;
}

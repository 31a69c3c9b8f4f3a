/** What the server takes as well (it checks again, by the file's first bytes). */
export const uploadTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const;
export const uploadMegabytes = 4;

/** Why a file cannot be sent; null when it can. */
export function uploadProblem(file: {
  readonly type: string;
  readonly size: number;
}): 'type' | 'size' | 'empty' | null {
  if (!(uploadTypes as readonly string[]).includes(file.type)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > uploadMegabytes * 1_048_576 ? 'size' : null;
}

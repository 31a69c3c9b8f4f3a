/** What the server takes as well (it checks again, by the file's first bytes). */
export const uploadTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const;
export const uploadMegabytes = 4;

/** Why a file cannot be sent; null when it can. */
export function uploadProblem(file: { type: string; size: number }): 'fileType' | 'fileSize' | null {
  if (!(uploadTypes as readonly string[]).includes(file.type)) return 'fileType';
  return file.size > uploadMegabytes * 1_048_576 ? 'fileSize' : null;
}

import type { Encoder } from './embedder.ts';
import type { TextModels } from './text-models.ts';
import type { Understander } from './understanding.ts';

/** Text models that know how many texts they are reading, so that they can be put away without losing one. */
export interface CountedModels extends TextModels {
  /** Takes no heed of new texts: resolves when the last one that began is read and the workers have ended. */
  retire(): Promise<void>;
}

export function countedModels(models: TextModels): CountedModels {
  let open = 0;
  let idle: (() => void) | null = null;
  const counted = async <T>(read: () => Promise<T>): Promise<T> => {
    open++;
    try {
      return await read();
    } finally {
      if (--open === 0) idle?.();
    }
  };
  const understander: Understander = {
    understand: (text, options) => counted(() => models.understander.understand(text, options)),
  };
  const embedder: Encoder = {
    embed: (text, kind) => counted(() => models.embedder.embed(text, kind)),
    embedMany: (texts, kind) => counted(() => models.embedder.embedMany(texts, kind)),
    encodeMany: (texts, kind) => counted(() => models.embedder.encodeMany(texts, kind)),
  };
  return {
    ...models,
    understander,
    embedder,
    async retire() {
      if (open > 0)
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      await models.close();
    },
  };
}

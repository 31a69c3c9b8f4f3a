const small =
  /\b(?:small\w*|tight\w*|narrow\w*|short\w*|tiny|snug|shrank|shrunk|shrinks|squash\w*|pinch\w*|size[sd]? up|bigger size|go up)\b|偏小|太小|小了|挤|紧|勒|太窄|太短|短了|缩水|小一码|小一号|小半码|大一码|大一号|穿不上|穿不下|扣不上/iu;
const large =
  /\b(?:large\w*|big|bigger|huge|loose\w*|baggy|wide|long|oversi[sz]ed|swamp\w*|slip\w*|size[sd]? down|go down)\b|偏大|太大|大了|松|太宽|太长|长了|肥|大半码|小一点的码|小一码买|晃荡|不跟脚/iu;
const bought = /(?:拍|买|换)大一|order(?:ed)?\s+(?:a|one|the next|two)?\s*sizes?\s+up|bigger size/iu;

/** Which way a clause that finds fault with the size says it is off; null where its words leave that open. */
export function sizeDirection(clause: string): 'small' | 'large' | null {
  // Whoever is told to take one bigger has it too small.
  if (bought.test(clause)) return 'small';
  const [isSmall, isLarge] = [small.test(clause), large.test(clause)];
  return isSmall === isLarge ? null : isSmall ? 'small' : 'large';
}

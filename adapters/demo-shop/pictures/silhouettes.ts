import type { Silhouette } from './silhouette.ts';
import { bagSilhouettes } from './silhouettes-bags.ts';
import { clothingSilhouettes } from './silhouettes-clothing.ts';
import { deskSilhouettes } from './silhouettes-desk.ts';
import { homeSilhouettes } from './silhouettes-home.ts';
import { kitchenSilhouettes } from './silhouettes-kitchen.ts';
import { lightingSilhouettes } from './silhouettes-lighting.ts';
import { moreSilhouettes } from './silhouettes-more.ts';
import { outdoorSilhouettes } from './silhouettes-outdoor.ts';
import { teaSilhouettes } from './silhouettes-tea.ts';

/** Every drawing, by the name that product types use. */
export const silhouettes: Readonly<Record<string, Silhouette>> = {
  ...kitchenSilhouettes,
  ...teaSilhouettes,
  ...homeSilhouettes,
  ...lightingSilhouettes,
  ...clothingSilhouettes,
  ...bagSilhouettes,
  ...deskSilhouettes,
  ...outdoorSilhouettes,
  ...moreSilhouettes,
};

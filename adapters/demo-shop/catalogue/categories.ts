import { bagsTravel } from './bags-travel.ts';
import { bedBath } from './bed-bath.ts';
import { clothing } from './clothing.ts';
import { deskStationery } from './desk-stationery.ts';
import { gardenOutdoor } from './garden-outdoor.ts';
import { kitchen } from './kitchen.ts';
import { lighting } from './lighting.ts';
import type { Category } from './product-type.ts';
import { teaCoffee } from './tea-coffee.ts';

/** The demo shop's assortment: 8 categories x 7 types x 2 models x 3 variants = 336 products. */
export const categories: readonly Category[] = [
  kitchen,
  teaCoffee,
  bedBath,
  lighting,
  clothing,
  bagsTravel,
  deskStationery,
  gardenOutdoor,
];

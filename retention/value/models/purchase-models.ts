import { bgnbd, mbgnbd } from './beta-geometric.ts';
import { paretonbd } from './pareto-nbd.ts';
import type { PurchaseModel, PurchaseModelName } from './purchase-model.ts';

export const purchaseModels: Readonly<Record<PurchaseModelName, PurchaseModel>> = {
  bgnbd,
  mbgnbd,
  paretonbd,
};

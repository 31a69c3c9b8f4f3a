import { Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { StaffShop } from '../../core/contracts/staff.ts';
import { useSession } from './session.tsx';
import { Empty } from './states/empty.tsx';
import { useLanguage } from './words/language.tsx';
import { uiWords } from './words/ui-words.ts';
import { useWords } from './words/use-words.ts';

const remembered = 'mainstay-shop';

interface Chosen {
  readonly shop: StaffShop;
  choose(id: string): void;
}

const ShopContext = createContext<Chosen | null>(null);

/** The shop that the page is about. */
export function useShop(): StaffShop {
  const chosen = useContext(ShopContext);
  if (!chosen) throw new Error('useShop stands outside ShopGate');
  return chosen.shop;
}

/** Gives its children the shop that was looked at last, or the first one that is one's own. */
export function ShopGate({ children }: { children: ReactNode }) {
  const t = useWords(uiWords);
  const { shops } = useSession();
  const queries = useQueryClient();
  const [id, setId] = useState(() => localStorage.getItem(remembered));
  const shop = shops.find((candidate) => candidate.id === id) ?? shops[0];
  if (!shop) return <Empty>{t('noShop')}</Empty>;
  const choose = (chosen: string) => {
    localStorage.setItem(remembered, chosen);
    setId(chosen);
    void queries.invalidateQueries();
  };
  return (
    <ShopContext value={{ shop, choose }}>
      <ShopChoice />
      {children}
    </ShopContext>
  );
}

/** Shown to whoever works in more than one shop. */
function ShopChoice() {
  const t = useWords(uiWords);
  const { language } = useLanguage();
  const { shops } = useSession();
  const chosen = useContext(ShopContext);
  if (!chosen || shops.length < 2) return null;
  return (
    <div className="shop-choice">
      <Select
        aria-label={t('shop')}
        value={chosen.shop.id}
        onChange={(id) => id && chosen.choose(id)}
        data={shops.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
    </div>
  );
}

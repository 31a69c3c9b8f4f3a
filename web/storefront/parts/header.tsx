import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { bagIcon, listIcon, searchIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useShop } from '../shop.tsx';

export function Header() {
  const { session, language, setLanguage, t, text } = useShop();
  const promotions = session?.promotions ?? [];
  return (
    <header className="header">
      {promotions.length > 0 && (
        <ul
          className="promotions"
          aria-label={t('promotions')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on phones, so the keyboard must reach it
          tabIndex={0}
        >
          {promotions.map((promotion) => (
            <li key={promotion.id}>
              {text(promotion.name)}
              {promotion.code && (
                <>
                  {' '}
                  <code>{promotion.code}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="bar">
        <Link to="/" className="logo" aria-label={session ? text(session.shop.name) : t('allProducts')}>
          <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" fill="var(--fill)" />
            <path d="M8 24V8h4v6h8V8h4v16h-4v-6h-8v6z" fill="#fff" />
          </svg>
          <span>{session ? text(session.shop.name) : ''}</span>
        </Link>
        <SearchBox />
        <nav className="links" aria-label={t('yourShop')}>
          <Link to="/orders" className="button button-plain">
            <Icon path={listIcon} />
            <span className="wide-only">{t('orders')}</span>
            <span className="visually-hidden narrow-only">{t('orders')}</span>
          </Link>
          <Link to="/cart" className="button button-plain">
            <Icon path={bagIcon} />
            <span className="wide-only">{t('cart')}</span>
            <span className="visually-hidden narrow-only">{t('cart')}</span>
            {session && session.cartCount > 0 && <span className="count figure">{session.cartCount}</span>}
          </Link>
        </nav>
        <ShopAs />
        <button
          type="button"
          className="button button-plain language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          aria-label={t('switchLanguage')}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'EN' : '中'}
        </button>
      </div>
    </header>
  );
}

function SearchBox() {
  const { t } = useShop();
  const navigate = useNavigate();
  const asked = useRouterState({ select: (state) => (state.location.search as { q?: string }).q ?? '' });
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = text.trim();
    navigate({ to: '/', search: q ? { q } : {} });
  };
  return (
    <search className="search">
      <form onSubmit={submit}>
        <Icon path={searchIcon} size={16} />
        <input
          className="field"
          type="search"
          name="q"
          value={text}
          placeholder={t('searchProducts')}
          aria-label={t('searchProducts')}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </search>
  );
}

/** Whom the demo is used as. */
function ShopAs() {
  const { session, shopAs, t, text } = useShop();
  if (!session) return <span className="shop-as" />;
  return (
    <label className="shop-as">
      <span className="meta">{t('shopAs')}</span>
      <select
        className="field"
        value={session.persona}
        title={text(session.personas.find(({ key }) => key === session.persona)!.about)}
        onChange={(event) => shopAs(event.target.value)}
      >
        {session.personas.map((persona) => (
          <option key={persona.key} value={persona.key}>
            {text(persona.label)}
          </option>
        ))}
      </select>
    </label>
  );
}

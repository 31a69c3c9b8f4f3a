import type { WidgetTokenRequest, WidgetTokenResponse } from '../../core/contracts/widget.ts';
import webChatUrl from '../../node_modules/botframework-webchat/dist/webchat.js?url';
import './webchat.css';

/** Microsoft's Web Chat, unmodified, on our Direct Line: the proof that any Direct Line client works. */

interface WebChatAction {
  readonly type: string;
}

interface WebChatStore {
  dispatch(action: WebChatAction & { payload?: object }): void;
}

interface WebChatGlobal {
  createStore(
    state: object,
    middleware: (
      store: WebChatStore,
    ) => (next: (action: WebChatAction) => unknown) => (action: WebChatAction) => unknown,
  ): unknown;
  createDirectLine(options: { token: string; domain: string }): unknown;
  renderWebChat(options: Record<string, unknown>, element: HTMLElement): void;
}

const words: Record<
  NonNullable<WidgetTokenRequest['language']>,
  { title: string; back: string; problem: string }
> = {
  en: {
    title: "Microsoft's Web Chat on Mainstay's Direct Line",
    back: '← Shop',
    problem: 'The chat could not be opened. Reload the page to try again.',
  },
  zh: {
    title: '微软 Web Chat，接入 Mainstay 的 Direct Line',
    back: '← 商店',
    problem: '无法打开聊天。请重新加载页面再试。',
  },
};

const asked = new URLSearchParams(location.search);
const language: NonNullable<WidgetTokenRequest['language']> = (asked.get('lang') ?? navigator.language)
  .toLowerCase()
  .startsWith('zh')
  ? 'zh'
  : 'en';
const shop = asked.get('shop') ?? 'demo';
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
const byId = (id: string) => document.getElementById(id) as HTMLElement;

function showFrame(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = words[language].title;
  byId('title').textContent = words[language].title;
  byId('back').textContent = words[language].back;
  for (const [code, name] of [
    ['en', 'English'],
    ['zh', '中文'],
  ] as const) {
    const link = document.createElement('a');
    link.href = `?${new URLSearchParams({ shop, lang: code })}`;
    link.textContent = name;
    link.lang = code;
    if (code === language) link.setAttribute('aria-current', 'true');
    byId('languages').append(link);
  }
}

function loadWebChat(): Promise<WebChatGlobal> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = webChatUrl;
    script.nonce = nonce;
    script.onload = () => resolve((globalThis as unknown as { WebChat: WebChatGlobal }).WebChat);
    script.onerror = () => reject(new Error('Web Chat did not load'));
    document.head.append(script);
  });
}

async function askToken(): Promise<WidgetTokenResponse> {
  const visitorId = localStorage.getItem('webchatVisitor') ?? crypto.randomUUID();
  localStorage.setItem('webchatVisitor', visitorId);
  const request: WidgetTokenRequest = { shop, language, visitorId };
  const response = await fetch('/api/widget/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`the token was refused with ${response.status}`);
  return response.json();
}

async function open(): Promise<void> {
  const [webChat, { token }] = await Promise.all([loadWebChat(), askToken()]);
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  webChat.renderWebChat(
    {
      directLine: webChat.createDirectLine({ token, domain: new URL('/v3/directline', location.href).href }),
      store: webChat.createStore({}, greetOnConnect),
      locale: language === 'zh' ? 'zh-CN' : 'en-US',
      nonce,
      styleOptions: {
        primaryFont: getComputedStyle(document.body).fontFamily,
        accent: colour('accent'),
        subtle: colour('muted'),
        backgroundColor: colour('bg'),
        bubbleBackground: colour('canvas'),
        bubbleTextColor: colour('text'),
        bubbleBorderColor: colour('border'),
        bubbleBorderRadius: 12,
        bubbleFromUserBackground: colour('soft'),
        bubbleFromUserTextColor: colour('text'),
        bubbleFromUserBorderColor: colour('border'),
        bubbleFromUserBorderRadius: 12,
        sendBoxBackground: colour('bg'),
        sendBoxTextColor: colour('text'),
        suggestedActionLayout: 'flow',
        suggestedActionBackgroundColor: colour('bg'),
        suggestedActionBackgroundColorOnHover: colour('soft'),
        suggestedActionBackgroundColorOnActive: colour('soft'),
        sendBoxBorderTop: `solid 1px ${colour('border')}`,
      },
    },
    byId('chat'),
  );
}

/** Web Chat says nothing by itself when it connects; this event asks the bot for its greeting. */
function greetOnConnect({ dispatch }: WebChatStore) {
  return (next: (action: WebChatAction) => unknown) => (action: WebChatAction) => {
    if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') {
      dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'webchat/join', value: { language } } });
    }
    return next(action);
  };
}

showFrame();
open().catch((error) => {
  console.error(error);
  byId('problem').textContent = words[language].problem;
  byId('problem').hidden = false;
});

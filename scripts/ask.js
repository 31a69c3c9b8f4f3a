// Asks a running Mainstay one question as a visitor and prints the answers: node scripts/ask.js ORIGIN "TEXT"
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const [origin, text] = process.argv.slice(2);
const post = async (path, body, token) => {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
};

const { conversationId, token } = await post('/api/widget/token', {
  shop: 'demo',
  language: 'en',
  visitorId: randomUUID(),
});
const path = `/v3/directline/conversations/${conversationId}/activities`;
const { id } = await post(path, { type: 'message', text, from: { id: 'visitor' } }, token);
const deadline = performance.now() + 15_000;
let answers = [];
while (answers.length === 0 && performance.now() < deadline) {
  await sleep(100);
  const response = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const { activities } = await response.json();
  answers = activities.filter((activity) => activity.type === 'message' && activity.replyToId === id);
}
if (answers.length === 0) throw new Error('no answer within 15 s');
console.log(answers.map((activity) => `> ${activity.text}`).join('\n'));

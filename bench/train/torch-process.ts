import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The same encoder, head, loss and optimiser in torch, on one thread, from the same weights and rows. */
const script = `
import sys, json, time, struct
import torch
torch.set_num_threads(int(sys.argv[2]))
torch.manual_seed(0)
shape = json.loads(sys.argv[3])
hidden, heads, layers, wide, eps = shape['hidden'], shape['heads'], shape['layers'], shape['feedForward'], shape['layerNormEpsilon']

def read(path):
    with open(path, 'rb') as file:
        size = struct.unpack('<Q', file.read(8))[0]
        header = json.loads(file.read(size)); raw = file.read()
    kinds = {'F32': torch.float32, 'F16': torch.float16}
    return {n: torch.frombuffer(bytearray(raw[e['data_offsets'][0]:e['data_offsets'][1]]), dtype=kinds[e['dtype']]).reshape(e['shape']).float() for n, e in header.items() if n != '__metadata__'}

weights = read(sys.argv[1])
class Layer(torch.nn.Module):
    def __init__(self, name):
        super().__init__()
        def linear(part):
            w = weights[f'{name}.{part}.weight']
            module = torch.nn.Linear(w.shape[1], w.shape[0])
            module.weight.data.copy_(w); module.bias.data.copy_(weights[f'{name}.{part}.bias'])
            return module
        def norm(part):
            module = torch.nn.LayerNorm(hidden, eps)
            module.weight.data.copy_(weights[f'{name}.{part}.weight']); module.bias.data.copy_(weights[f'{name}.{part}.bias'])
            return module
        self.q, self.k, self.v = linear('attention.self.query'), linear('attention.self.key'), linear('attention.self.value')
        self.o, self.n1 = linear('attention.output.dense'), norm('attention.output.LayerNorm')
        self.up, self.down, self.n2 = linear('intermediate.dense'), linear('output.dense'), norm('output.LayerNorm')
    def forward(self, x, mask, p):
        b, s, _ = x.shape
        cut = lambda t: t.view(b, s, heads, hidden // heads).transpose(1, 2)
        a = torch.nn.functional.scaled_dot_product_attention(cut(self.q(x)), cut(self.k(x)), cut(self.v(x)), attn_mask=mask, dropout_p=p)
        drop = lambda t: torch.nn.functional.dropout(t, p)
        x = self.n1(x + drop(self.o(a.transpose(1, 2).reshape(b, s, hidden))))
        return self.n2(x + drop(self.down(torch.nn.functional.gelu(self.up(x)))))

stack = torch.nn.ModuleList([Layer(f'encoder.layer.{i}') for i in range(layers)])
head = torch.nn.Linear(hidden, shape['classes'])
words = weights['embeddings.word_embeddings.weight']
places = weights['embeddings.position_embeddings.weight'] + weights['embeddings.token_type_embeddings.weight'][0]
norm = torch.nn.LayerNorm(hidden, eps)
norm.weight.data.copy_(weights['embeddings.LayerNorm.weight']); norm.bias.data.copy_(weights['embeddings.LayerNorm.bias'])
trained = [*stack.parameters(), *norm.parameters(), *head.parameters()]
optimiser = torch.optim.AdamW(trained, lr=1e-5, weight_decay=0.01)
print(json.dumps({'version': torch.__version__}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    ids = torch.tensor(asked['ids']); mask = torch.tensor(asked['mask'], dtype=torch.float32); target = torch.tensor(asked['targets'])
    begun = time.perf_counter()
    bias = ((1 - mask) * -10000)[:, None, None, :]
    x = torch.nn.functional.dropout(norm(words[ids] + places[: ids.shape[1]]), asked['dropout'])
    for layer in stack: x = layer(x, bias, asked['dropout'])
    loss = torch.nn.functional.cross_entropy(head(torch.nn.functional.dropout(x[:, 0], asked['dropout'])), target)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimiser.step()
    print(json.dumps({'ms': 1000 * (time.perf_counter() - begun), 'loss': loss.item()}), flush=True)
`;

export interface TorchBatch {
  readonly ids: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
  readonly targets: readonly number[];
  readonly dropout: number;
}

export interface TorchProcess {
  readonly version: string;
  step(batch: TorchBatch): Promise<{ ms: number; loss: number }>;
  close(): void;
}

/** Kept running, so that only steps are timed; null where Python has no torch. */
export async function startTorch(
  python: string,
  weights: string,
  threads: number,
  shape: object,
): Promise<TorchProcess | null> {
  if (spawnSync(python, ['-c', 'import torch']).status !== 0) return null;
  const child = spawn(python, ['-c', script, weights, String(threads), JSON.stringify(shape)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await answers.next()).value as string);
  const { version } = (await next()) as { version: string };
  return {
    version,
    step(batch) {
      child.stdin.write(`${JSON.stringify(batch)}\n`);
      return next();
    },
    close: () => void child.stdin.end(),
  };
}

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';

export type ModelDevice = 'auto' | 'cpu' | 'cuda';

const howToGetCuda =
  'install CUDA 12 and cuDNN 9 and run "ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node"';

/**
 * Whether ONNX Runtime's CUDA provider is installed: it refuses a provider that is not, without falling back.
 * @throws ConfigurationError when CUDA was asked for by name and is not there.
 */
export function chooseDevice(wanted: ModelDevice): 'cpu' | 'cuda' {
  if (wanted === 'cpu') return 'cpu';
  if (cudaProviderInstalled()) return 'cuda';
  if (wanted === 'cuda') throw noCuda('its provider library is not installed');
  return 'cpu';
}

/** What to do when the provider is installed and its session does not open. */
export function afterCudaFailed(wanted: ModelDevice, reason: string, logger: Logger): 'cpu' {
  if (wanted === 'cuda') throw noCuda(reason);
  logger.warn('CUDA cannot be used, the models run on the CPU', { reason });
  return 'cpu';
}

function noCuda(reason: string): ConfigurationError {
  return new ConfigurationError(
    `MODEL_DEVICE is "cuda" and CUDA cannot be used (${reason}): ${howToGetCuda}, or set MODEL_DEVICE to "cpu"`,
  );
}

/** True when the install of onnxruntime-node holds the CUDA provider's library (its folder is named after the N-API version). */
export function cudaProviderInstalled(): boolean {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  const bin = join(dirname(main), '..', 'bin');
  if (!existsSync(bin)) return false;
  return readdirSync(bin).some((version) =>
    existsSync(join(bin, version, process.platform, process.arch, 'libonnxruntime_providers_cuda.so')),
  );
}

import { SendError } from './outgoing.ts';

/** A photo over a slow line takes its time; a line that moves nothing at all ends it. */
const patienceMs = 120_000;

/** Sends a file with its activity. By XMLHttpRequest: fetch does not tell how much has left. @throws SendError */
export function uploadRequest(
  url: string,
  token: string,
  activity: object,
  file: File,
  onProgress: (share: number) => void,
): Promise<{ id?: string }> {
  const form = new FormData();
  form.append(
    'activity',
    new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
  );
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.timeout = patienceMs;
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total);
    };
    request.onload = () => {
      if (request.status < 300) resolve(request.response ?? {});
      else reject(new SendError(request.status, request.response?.error?.message ?? ''));
    };
    request.onerror = request.ontimeout = () => reject(new SendError(0, 'no answer'));
    request.send(form);
  });
}

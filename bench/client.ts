interface Body {
  token?: string;
  requestId?: string;
  status?: string;
}

let users = 0;

/** The token of a new user, who has 100 points. */
export async function signedIn(url: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ code: `bench-${++users}` });
  return (await answerOf(await fetch(`${url}/api/wechat/login`, { method: 'POST', headers, body }), 200)).token!;
}

/** A restoration, waited for as a mini-program does. */
export async function restoreOnce(url: string, token: string, photo: Buffer): Promise<void> {
  await answerOf(await submit(url, token, 'restore', photo), 200);
}

/** An animation, not waited for. Its job's id. */
export async function animate(url: string, token: string, photo: Buffer): Promise<string> {
  return (await answerOf(await submit(url, token, 'animate', photo, { prefer: 'respond-async' }), 202)).requestId!;
}

/** Whether a job has succeeded; throws when it has failed. */
export async function succeeded(url: string, token: string, job: string): Promise<boolean> {
  const response = await fetch(`${url}/api/image/jobs/${job}`, { headers: { authorization: `Bearer ${token}` } });
  if (response.status === 202) {
    await response.body?.cancel();
    return false;
  }
  await answerOf(response, 200);
  return true;
}

function submit(url: string, token: string, path: string, photo: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  const body = new FormData();
  body.set('image', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  return fetch(`${url}/api/image/${path}`, { method: 'POST', headers: { ...headers, authorization: `Bearer ${token}` }, body });
}

async function answerOf(response: Response, status: number): Promise<Body> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as Body;
}

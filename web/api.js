// The server's API. The key lives as long as the tab does.

const place = 'domicile.key';

export class ApiError extends Error {
  constructor(problem) {
    super([problem.detail, problem.remedy].filter(Boolean).join(' '));
    this.status = problem.status;
    this.code = problem.code;
  }
}

export const key = {
  get: () => sessionStorage.getItem(place),
  set: (value) => sessionStorage.setItem(place, value),
  forget: () => sessionStorage.removeItem(place),
};

async function ask(path, options = {}) {
  const headers = { ...options.headers };
  if (key.get()) headers.Authorization = `Bearer ${key.get()}`;
  let answer;
  try {
    answer = await fetch(path, { ...options, headers, credentials: 'omit', cache: 'no-store' });
  } catch {
    throw new ApiError({ detail: 'The server does not answer.', status: 0 });
  }
  if (answer.ok) return answer;
  throw new ApiError(await answer.json().catch(() => ({ detail: `The server answered ${answer.status}.`, status: answer.status })));
}

export const get = async (path) => (await ask(path)).json();
export const picture = async (path) => (await ask(path)).blob();
export const post = async (path, body) =>
  (await ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })).json();

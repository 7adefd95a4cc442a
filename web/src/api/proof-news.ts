/** Tabs of one browser share the session: what is proved in one is proved in all. */
const channel = 'loge:proof';

export function tellProved(): void {
  const news = new BroadcastChannel(channel);
  news.postMessage('proved');
  news.close();
}

/** Calls back when another tab has proved that it is the member, until the returned function is called. */
export function onProved(listener: () => void): () => void {
  const news = new BroadcastChannel(channel);
  news.addEventListener('message', listener);
  return () => news.close();
}
